import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { memoryKeys } from '@rolecall/adapters/keys/memory-keys'
import { type CollectionName, collections } from '@rolecall/core/model/collections'
import type { Change } from '@rolecall/core/ports/store'
import { openStore } from '@rolecall/store/open-store'
import fc from 'fast-check'
import { z } from 'zod'
import { fromSchema } from './http/testing/from-schema.ts'
import { collectionNames } from './testing/everything-in.ts'

const definitions: Readonly<
  Record<CollectionName, { schema: z.ZodObject; personal: readonly string[]; blind: readonly string[] }>
> = collections

/** What is sealed of each collection, as the model says it: relay and case messages, reports, names of members among it. */
const sealed = collectionNames
  .map((collection) => {
    const { schema, personal, blind } = definitions[collection]
    return { collection, schema, fields: [...personal, ...blind] }
  })
  .filter(({ fields }) => fields.length > 0)

const canaryOf = (collection: string, field: string): string => `canary-of-${collection}-${field}`

/** A document of the collection whose sealed fields are canaries, which no schema has to take: they are sealed as they are. */
const putOf = ({ collection, schema, fields }: (typeof sealed)[number]): Change => {
  const [sample] = fc.sample(fromSchema(Object(z.toJSONSchema(schema, { io: 'input' })), {}), { numRuns: 1, seed: 7 })
  const canaries = Object.fromEntries(fields.map((field) => [field, canaryOf(collection, field)]))
  const doc = { ...Object(sample), ...canaries, id: `plain-${collection}` }
  return JSON.parse(JSON.stringify({ op: 'put', collection, expected: 'absent', doc }))
}

test('no field that the model calls personal or blind stands in the database file as it came in', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'rolecall-at-rest-'))
  const clock = { now: Date.now }
  {
    await using store = await openStore({ url: `sqlite:${join(folder, 'at-rest.db')}`, keys: memoryKeys(), clock })
    for (const one of sealed) assert.equal((await store.commit([putOf(one)])).outcome, 'committed', one.collection)
    for (const { collection, fields } of sealed) {
      const doc = Object((await store.get(collection, `plain-${collection}`))?.doc)
      for (const field of fields) assert.equal(doc[field], canaryOf(collection, field), 'it opens again')
    }
  }
  const kept = Buffer.concat(readdirSync(folder).map((name) => readFileSync(join(folder, name))))
  for (const { collection, fields } of sealed) {
    assert.ok(kept.includes(`plain-${collection}`), `the document of ${collection} is in the file`)
    for (const field of fields)
      assert.equal(kept.includes(canaryOf(collection, field)), false, `the file shows ${field} of ${collection}`)
  }
  assert.equal(kept.includes('canary-of-'), false)
  rmSync(folder, { recursive: true, force: true })
})

test('what people write to each other and to the staff, and the names of members, are among it', () => {
  const fields = new Set(sealed.flatMap((one) => one.fields.map((field) => `${one.collection}.${field}`)))
  for (const field of [
    'messages.text',
    'caseMessages.text',
    'reports.text',
    'users.name',
    'users.email',
    'people.name',
  ])
    assert.ok(fields.has(field), field)
})
