import type { JsonSchema, Shape } from '../shapes.ts'

/** A collection's `$jsonSchema`: its plain fields and blind values, and nothing else. */
export const validatorOf = ({ properties, required }: Shape): { readonly $jsonSchema: JsonSchema } => ({
  $jsonSchema: {
    bsonType: 'object',
    additionalProperties: false,
    required: ['_id', 'revision', 'v', ...required],
    properties: {
      _id: { bsonType: 'string' },
      revision: whole,
      v: whole,
      sealed: { bsonType: 'binData' },
      ...Object.fromEntries(Object.entries(properties).map(([field, schema]) => [field, toBson(schema)])),
    },
  },
})

/** Whole numbers that do not fit 32 bits are stored as doubles. */
const whole = { bsonType: ['int', 'long', 'double'], multipleOf: 1 }

/** Keywords that MongoDB refuses, or that say nothing of what is stored. */
const dropped: ReadonlySet<string> = new Set(['$schema', 'id', 'default', 'format', 'examples', 'propertyNames'])

/** JSON Schema (draft 4, without references) in the dialect of MongoDB. */
const toBson = (schema: JsonSchema): JsonSchema => {
  const entries = Object.entries(schema).flatMap(([keyword, value]) => {
    if (dropped.has(keyword)) return []
    if (keyword === 'type') return Object.entries(typeOf(value))
    if (keyword === 'const') return [['enum', [value]]]
    if (keyword === 'properties') return [[keyword, mapValues(value)]]
    return [[keyword, toBsonValue(value)]]
  })
  return Object.fromEntries(entries)
}

const toBsonValue = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(toBsonValue)
  return isSchema(value) ? toBson(value) : value
}

const isSchema = (value: unknown): value is JsonSchema => typeof value === 'object' && value !== null

const mapValues = (value: unknown): unknown =>
  isSchema(value)
    ? Object.fromEntries(Object.entries(value).map(([field, schema]) => [field, toBsonValue(schema)]))
    : value

const bsonTypes: Readonly<Record<string, string>> = { boolean: 'bool' }

const typeOf = (type: unknown): JsonSchema => {
  if (type === 'integer') return whole
  if (Array.isArray(type)) return { bsonType: type.map((one) => bsonTypes[String(one)] ?? one) }
  return { bsonType: bsonTypes[String(type)] ?? type }
}
