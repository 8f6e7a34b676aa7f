import { type CollectionName, collections } from '@rolecall/core/model/collections'
import type { Definition, IndexDefinition } from '@rolecall/core/model/define'
import { z } from 'zod'

export type JsonSchema = { readonly [key: string]: unknown }

/** A field that an index holds. Booleans count as numbers. */
export type Column = { readonly field: string; readonly kind: 'text' | 'number'; readonly optional: boolean }

/** `fields` may end in `id`. Where `unique`, documents that lack one of the fields stand outside the index. */
export type IndexShape = { readonly name: string; readonly columns: readonly Column[]; readonly unique: boolean }

/** What both engines derive from a collection's definition. */
export type Shape = {
  readonly name: CollectionName
  readonly version: number
  readonly feed: boolean
  readonly indexes: readonly IndexShape[]
  /** The indexed fields, each once, without the id. */
  readonly columns: readonly Column[]
  /** JSON Schema (draft 4) of the plain fields and the blind values, and the names of those that must stand. */
  readonly properties: Readonly<Record<string, JsonSchema>>
  readonly required: readonly string[]
}

type AnyDefinition = Definition<z.ZodObject, Record<string, IndexDefinition<z.ZodObject>>>

/** The shapes of all collections; made once by each engine that opens. */
export const makeShapes = (): ReadonlyMap<CollectionName, Shape> =>
  new Map(collectionNames().map((name) => [name, shapeOf(name, collections[name])]))

/** The shape of a collection; each has one. */
export const shapeIn = (shapes: ReadonlyMap<CollectionName, Shape>, name: CollectionName): Shape => {
  const shape = shapes.get(name)
  if (!shape) throw new RangeError(`no collection is named ${name}`)
  return shape
}

/** The index of a query. @throws RangeError where the collection declares none of that name. */
export const indexIn = (shape: Shape, name: string): IndexShape => {
  const index = shape.indexes.find((candidate) => candidate.name === name)
  if (!index) throw new RangeError(`${shape.name} has no index named ${name}`)
  return index
}

export const isCollectionName = (name: string): name is CollectionName => Object.hasOwn(collections, name)

export const collectionNames = (): readonly CollectionName[] => Object.keys(collections).filter(isCollectionName)

const shapeOf = (name: CollectionName, definition: AnyDefinition): Shape => {
  const all = jsonSchemaOf(definition.schema)
  const hidden = new Set<string>([...definition.personal, ...definition.blind, 'id'])
  const blind = definition.blind.map((field) => [field, { type: 'string' }] as const)
  const required = all.required.filter((field) => !hidden.has(field) || definition.blind.includes(field))
  const column = (field: string): Column => ({
    field,
    kind: kindOf(definition.blind.includes(field) ? { type: 'string' } : all.properties[field]),
    optional: !all.required.includes(field),
  })
  const indexes = Object.entries(definition.indexes).map(([index, { fields, unique }]) => ({
    name: index,
    columns: fields.map(column),
    unique: unique ?? false,
  }))
  const fields = new Set(indexes.flatMap((index) => index.columns.map(({ field }) => field)))
  return {
    name,
    version: definition.version,
    feed: definition.feed,
    indexes,
    columns: [...fields].filter((field) => field !== 'id').map(column),
    properties: {
      ...Object.fromEntries(Object.entries(all.properties).filter(([field]) => !hidden.has(field))),
      ...Object.fromEntries(blind),
    },
    required,
  }
}

const ObjectSchema = z.object({
  properties: z.record(z.string(), z.record(z.string(), z.unknown())),
  required: z.array(z.string()).default([]),
})

const jsonSchemaOf = (schema: z.ZodObject): z.infer<typeof ObjectSchema> =>
  ObjectSchema.parse(z.toJSONSchema(schema, { target: 'draft-4', io: 'output' }))

const kindOf = (schema: JsonSchema | undefined): Column['kind'] =>
  schema?.type === 'integer' || schema?.type === 'number' || schema?.type === 'boolean' ? 'number' : 'text'
