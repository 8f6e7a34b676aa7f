import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createWorld } from '../testing/world.ts'
import { type AuditEntry, type AuditNote, emptyHead, entryOf, follow, isFault } from './chain.ts'
import { noted } from './note.ts'
import { pagesOf, readHead, verifyLog } from './read-log.ts'
import { runAuditLog } from './run-audit-log.ts'

const secret = Buffer.alloc(32, 'audit')
const note = (detail: string): AuditNote => ({
  at: 1000,
  actorKind: 'user',
  actorId: 'usr_1',
  role: 'owner',
  action: 'job.state',
  subjectId: 'job_1',
  organisationId: 'org_1',
  detail,
})
const chain = (count: number, key = secret): AuditEntry[] => {
  const entries: AuditEntry[] = []
  for (let index = 0; index < count; index += 1)
    entries.push(entryOf(key, entries.at(-1) ?? emptyHead, note(`change ${index}`)))
  return entries
}
const faultOf = (entries: readonly AuditEntry[]) => {
  const result = follow(secret, emptyHead, entries)
  return isFault(result) ? `${result.fault} ${result.seq}` : 'whole'
}

test('a log that nobody touched is whole', () => {
  assert.equal(faultOf(chain(5)), 'whole')
  assert.deepEqual(follow(secret, emptyHead, []), emptyHead)
})

const fields = Object.keys(note('')) as (keyof AuditNote)[]
for (const field of fields)
  test(`a changed ${field} is found`, () => {
    const entries = chain(3)
    const bent = entries.map((entry, index) =>
      index === 1 ? { ...entry, [field]: field === 'at' ? 1 : 'other' } : entry,
    )
    assert.equal(faultOf(bent as AuditEntry[]), 'changed 2')
  })

test('an entry that was taken out, put in or moved is found', () => {
  const [a, b, c] = chain(3)
  assert.ok(a && b && c)
  assert.equal(faultOf([a, c]), 'missing 2')
  assert.equal(faultOf([a, b, b, c]), 'missing 3')
  assert.equal(faultOf([a, { ...c, seq: 2 }, { ...b, seq: 3 }]), 'changed 2')
})

test('a log written anew without the secret is found', () => {
  assert.equal(faultOf(chain(3, Buffer.alloc(32, 'guess'))), 'changed 1')
})

test('notes of many commits are appended in order, each once, without gaps', async () => {
  await using world = await createWorld()
  const { store } = world.deps
  for (let index = 0; index < 45; index += 1)
    await store.commit([noted({ ...note(`change ${index}`), at: world.now + index })])
  world.now += 100
  await world.work()
  assert.equal((await readHead(store)).seq, 45)
  const entries: AuditEntry[] = []
  for await (const page of pagesOf(store)) entries.push(...page)
  assert.deepEqual(
    entries.map(({ detail }) => detail),
    Array.from({ length: 45 }, (_, index) => `change ${index}`),
  )
  assert.deepEqual(await verifyLog(store, secret, undefined), await readHead(store))
})

test('a log that lost its end is found by a head that was noted down', async () => {
  await using world = await createWorld()
  const { store } = world.deps
  for (let index = 0; index < 3; index += 1)
    await store.commit([noted({ ...note(`change ${index}`), at: world.now + index })])
  world.now += 10
  await world.work()
  const head = await readHead(store)
  const { items } = await store.find('auditEntries', { index: 'seq', where: ['main'], order: 'descending', limit: 1 })
  await store.commit([{ op: 'delete', collection: 'auditEntries', id: items[0]?.doc.id ?? '', expected: 1 }])
  assert.deepEqual(await verifyLog(store, secret, undefined), await readHead(store))
  assert.deepEqual(await verifyLog(store, secret, head), { seq: 3, fault: 'missing' })
})

test('the command tells a whole log with its head, and a fault by its entry', async () => {
  await using world = await createWorld()
  const { store } = world.deps
  await store.commit([noted({ ...note('closed'), at: world.now })])
  await world.work()
  const run = async (...args: string[]) => {
    const lines: string[] = []
    const { exitCode } = await runAuditLog({ store, secret, print: (line) => lines.push(line) }, args)
    return { exitCode, lines }
  }
  const { hash } = await readHead(store)
  assert.deepEqual((await run('verify')).lines, [
    'The log is whole: 1 entry.',
    `Note down its head, elsewhere than here: 1:${hash}`,
  ])
  assert.equal((await run('verify', `1:${hash}`)).exitCode, 0)
  assert.equal((await run('verify', `2:${hash}`)).exitCode, 1)
  assert.equal(JSON.parse((await run('export')).lines[0] ?? '').detail, 'closed')
  assert.equal((await run('verify', 'nonsense')).exitCode, 2)
  const [entry] = (await store.find('auditEntries', { index: 'seq', where: ['main'], limit: 1 })).items
  assert.ok(entry)
  const doc = { ...entry.doc, detail: 'open' }
  await store.commit([{ op: 'put', collection: 'auditEntries', doc, expected: entry.revision }])
  const { exitCode, lines } = await run('verify')
  assert.equal(exitCode, 1)
  assert.match(lines[0] ?? '', /NOT whole: entry 1 is changed/)
})
