import fc from 'fast-check'

/** The part of JSON Schema (draft 2020-12) that the document of the interface uses. */
export type Schema = {
  readonly type?: 'string' | 'number' | 'integer' | 'boolean' | 'null' | 'array' | 'object'
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly anyOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
  readonly pattern?: string
  readonly format?: string
  readonly minLength?: number
  readonly maxLength?: number
  readonly minimum?: number
  readonly maximum?: number
  readonly items?: Schema
  readonly minItems?: number
  readonly maxItems?: number
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly propertyNames?: Schema
  readonly additionalProperties?: Schema | boolean
}

/** Values that mean something to the server, by the name of the field that they stand in. */
export type Known = Readonly<Record<string, readonly unknown[]>>

/** Values that the schema takes; nine in ten of a known field are known ones. */
export const fromSchema = (schema: Schema, known: Known, field = ''): fc.Arbitrary<unknown> => {
  const any = anyOf(schema, known, field)
  const meant = known[field]
  if (meant === undefined || schema.type === 'object' || schema.enum !== undefined) return any
  return fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...meant) }, { weight: 1, arbitrary: any })
}

const anyOf = (schema: Schema, known: Known, field: string): fc.Arbitrary<unknown> => {
  const choices = schema.anyOf ?? schema.oneOf
  if (choices !== undefined) return fc.oneof(...choices.map((choice) => fromSchema(choice, known, field)))
  if (schema.const !== undefined) return fc.constant(schema.const)
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum)
  switch (schema.type) {
    case 'string':
      return text(schema)
    case 'integer':
      return fc.integer({ min: schema.minimum ?? -(2 ** 31), max: Math.min(schema.maximum ?? 2 ** 31, 2 ** 53 - 1) })
    case 'number':
      return fc.double({ min: schema.minimum ?? -1e9, max: schema.maximum ?? 1e9, noNaN: true })
    case 'boolean':
      return fc.boolean()
    case 'null':
      return fc.constant(null)
    case 'array':
      return fc.array(fromSchema(schema.items ?? {}, known, field), {
        minLength: schema.minItems ?? 0,
        maxLength: Math.min(schema.maxItems ?? 5, Math.max(schema.minItems ?? 0, 5)),
      })
    case 'object':
      return object(schema, known)
    case undefined:
      return fc.jsonValue({ maxDepth: 2 })
    default:
      return schema.type satisfies never
  }
}

const object = ({ properties = {}, required = [] }: Schema, known: Known): fc.Arbitrary<unknown> =>
  fc.record(
    Object.fromEntries(Object.entries(properties).map(([name, schema]) => [name, fromSchema(schema, known, name)])),
    { requiredKeys: [...required] },
  )

const day = 86_400_000

const text = ({ pattern, format, minLength = 0, maxLength = 60 }: Schema): fc.Arbitrary<string> => {
  const most = Math.min(maxLength, Math.max(minLength, 60))
  switch (format) {
    case 'email':
      return fc.tuple(fc.stringMatching(/^[a-z]{1,12}$/), fc.nat(9999)).map(([name, n]) => `${name}${n}@example.org`)
    case 'date':
      return fc.integer({ min: 0, max: 400 }).map((days) => new Date(days * day + anchor).toISOString().slice(0, 10))
    case 'date-time':
      return fc.integer({ min: 0, max: 400 * day }).map((ms) => new Date(anchor + ms).toISOString())
    case undefined:
      break
    default:
      throw new Error(`no values for the format ${format}: say here how they are made`)
  }
  if (pattern === undefined) return words(minLength, most)
  const expression = new RegExp(pattern, 'u')
  const made = /\(\?|\\p/.test(pattern) ? words(Math.max(minLength, 1), most) : fc.stringMatching(expression)
  return made.filter((value) => expression.test(value) && value.length >= minLength && value.length <= maxLength)
}

/** Between now and a year from now for the clocks of tests, mostly. */
const anchor = Date.UTC(2026, 10, 1)

/** Letters of any script, now and then with space in front, which the server takes away. */
const words = (minLength: number, maxLength: number): fc.Arbitrary<string> =>
  fc.oneof(
    fc.string({ minLength, maxLength, unit: 'grapheme' }).map((value) => value.slice(0, maxLength).toWellFormed()),
    fc.string({ minLength, maxLength, unit: 'grapheme-ascii' }),
  )

/** What is wrong with a value that was right: a field too many or too few, another type, out of bounds. */
export const bent = (value: unknown, twist: Twist): unknown => {
  if (typeof value !== 'object' || value === null) return twist.instead
  if (Array.isArray(value)) return value.length === 0 ? twist.instead : value.with(0, twist.instead)
  const entries: [string, unknown][] = Object.entries(value)
  const at = entries.length === 0 ? 0 : twist.at % entries.length
  const [name, old] = entries[at] ?? ['', undefined]
  const rest = entries.filter((_, index) => index !== at)
  if (twist.how === 'without') return Object.fromEntries(rest)
  if (twist.how === 'with-more') return Object.fromEntries([...entries, [`x${twist.at}`, twist.instead]])
  const deeper = twist.how === 'deeper' && typeof old === 'object' && old !== null
  return Object.fromEntries([...rest, [name, deeper ? bent(old, { ...twist, how: 'replaced' }) : twist.instead]])
}
export type Twist = {
  readonly how: 'without' | 'with-more' | 'replaced' | 'deeper'
  readonly at: number
  readonly instead: unknown
}

export const twists: fc.Arbitrary<Twist> = fc.record({
  how: fc.constantFrom('without', 'with-more', 'replaced', 'deeper'),
  at: fc.nat(20),
  instead: fc.oneof(
    fc.constantFrom<unknown>(null, true, -1, 1e308, '', 'x'.repeat(5000), [], {}, { $ne: null }, [[[]]], '\u0000'),
    fc.jsonValue({ maxDepth: 2 }),
  ),
})
