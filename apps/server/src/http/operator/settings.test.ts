import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import type { SettingsView } from '@rolecall/contract/api/settings'
import type { StaffRole } from '@rolecall/core/model/staff'
import { findMongod, startReplicaSet } from '@rolecall/test-servers/replica-set'
import { noteOf } from '../../audit/note.ts'
import { startFeed } from '../../feed.ts'
import { silentLog } from '../../log.ts'
import { amina } from '../../testing/stories.ts'
import { createWorld } from '../../testing/world.ts'
import { buildApp } from '../app.ts'
import { client, type EmployerClient } from '../testing/employer-client.ts'
import { createHttpWorld, type HttpWorld } from '../testing/http-world.ts'
import { addStaffMember, staffSignIn } from '../testing/staff.ts'

const path = '/operator/settings'
const staff = async (world: HttpWorld, number = 1, role: StaffRole = 'administrator') =>
  staffSignIn(world, await addStaffMember(world, number, role))
const read = async (browser: EmployerClient): Promise<SettingsView> => (await browser.get(path)).json()
const change = (browser: EmployerClient, revision: number, values: object, putBack: readonly string[] = []) =>
  browser.send('PUT', path, { revision, values, putBack })
/** What is to be appended to the log about settings. */
const notesIn = async ({ store }: HttpWorld) =>
  (await store.find('tasks', { index: 'lane', where: ['audit', 'ready'], limit: 100 })).items
    .map(({ doc }) => noteOf(doc))
    .filter(({ action }) => action === 'settings.change')

test('an administrator changes settings and puts one back; the screen says where each comes from', async () => {
  await using world = await createHttpWorld()
  const browser = await staff(world)
  const before = await read(browser)
  assert.deepEqual([before.revision, before.sources.limitFactor], [0, 'environment'])
  const changed = await change(browser, 0, { caseAnswerHours: 24, countries: ['MX', 'KE'] })
  assert.equal(changed.statusCode, 200, changed.body)
  assert.deepEqual(await read(browser), changed.json())
  const { revision, values, sources }: SettingsView = changed.json()
  assert.deepEqual([values.caseAnswerHours, sources.caseAnswerHours], [24, 'set'])
  const back: SettingsView = (await change(browser, revision, {}, ['caseAnswerHours'])).json()
  assert.deepEqual([back.values.caseAnswerHours, back.sources.caseAnswerHours], [0, 'default'])
  assert.deepEqual(back.values.countries, ['MX', 'KE'])
})

test('an auditor reads the settings and changes none; other staff see none', async () => {
  await using world = await createHttpWorld()
  const auditor = await staff(world, 2, 'auditor')
  assert.equal((await auditor.get(path)).statusCode, 200)
  assert.equal((await change(auditor, 0, { inactiveMonths: 6 })).statusCode, 403)
  for (const [number, role] of [
    [3, 'support'],
    [4, 'moderator'],
  ] as const)
    assert.equal((await (await staff(world, number, role)).get(path)).statusCode, 403, role)
  assert.equal(await world.store.get('settings', 'main'), undefined)
})

test('of two administrators who read the same settings the second is told, and nothing of theirs is taken', async () => {
  await using world = await createHttpWorld()
  const [one, other] = [await staff(world, 1), await staff(world, 2)]
  await change(one, 0, { inactiveMonths: 6 })
  const late = await change(other, 0, { inactiveMonths: 12 })
  assert.deepEqual([late.statusCode, late.json().code], [409, 'conflict'])
  assert.match(late.headers['content-type'] ?? '', /^application\/problem\+json/)
  const both = await Promise.all([one, other].map((browser) => change(browser, 1, { limitFactor: 2 })))
  // What the second asks for holds by then, but not as they had read it.
  assert.deepEqual(both.map(({ statusCode }) => statusCode).toSorted(), [200, 409])
  assert.equal((await read(one)).values.inactiveMonths, 6)
})

for (const [values, error] of [
  [
    { caseAnswerHours: 241 },
    { pointer: '/values/caseAnswerHours', code: 'too-large', detail: 'is too large: at most 240' },
  ],
  [{ inactiveMonths: 2 }, { pointer: '/values/inactiveMonths', code: 'too-small', detail: 'is too small: at least 3' }],
  [
    { operatorName: 'x'.repeat(61) },
    { pointer: '/values/operatorName', code: 'too-long', detail: 'is too long: at most 60' },
  ],
  [{ countries: [] }, { pointer: '/values/countries', code: 'too-few', detail: 'has too few entries: at least 1' }],
  [
    { countries: ['KE', 'ZZ'] },
    { pointer: '/values/countries/1', code: 'invalid', detail: 'has a value that cannot be taken' },
  ],
  [{ port: 3000 }, { pointer: '/values/port', code: 'unknown-field', detail: 'is not a field of this body' }],
] as const)
  test(`${JSON.stringify(values).slice(0, 40)} is refused by its name, with the bound`, async () => {
    await using world = await createHttpWorld()
    const answer = await change(await staff(world), 0, values)
    assert.deepEqual([answer.statusCode, answer.json().errors], [400, [error]])
    assert.equal(await world.store.get('settings', 'main'), undefined)
  })

test('each change is noted with the old and the new value, and what changes nothing is not', async () => {
  await using world = await createHttpWorld()
  const { userId, email } = await addStaffMember(world, 1, 'administrator')
  const browser = await staffSignIn(world, { userId, email })
  await change(browser, 0, { inactiveMonths: 6, localHelp: 'Police 999' })
  await change(browser, 1, { inactiveMonths: 6 })
  const notes = await notesIn(world)
  assert.deepEqual(notes.map(({ detail }) => detail).toSorted(), [
    'inactiveMonths: 24 (default) → 6 (set)',
    'localHelp: "" (default) → "Police 999" (set)',
  ])
  assert.ok(
    notes.every(
      ({ actorId, role, subjectId }) => `${actorId} ${role} ${subjectId}` === `${userId} administrator settings`,
    ),
  )
  assert.equal((await read(browser)).revision, 1)
})

test('a change whose answer was lost is made once', async () => {
  let lost = 1
  await using world = await createHttpWorld({
    store: (real) => ({
      ...real,
      commit: async (changes, lease) => {
        const outcome = await real.commit(changes, lease)
        const ours = changes.some(({ collection }) => collection === 'settings')
        return ours && lost-- > 0 ? { outcome: 'unknown' } : outcome
      },
    }),
  })
  const answer = await change(await staff(world), 0, { inactiveMonths: 6 })
  assert.deepEqual([answer.statusCode, answer.json().revision], [200, 1])
  assert.equal((await notesIn(world)).length, 1)
})

test('the limits and the chat follow a change without a restart', async () => {
  await using world = await createWorld()
  const doc = { id: 'main', values: { operatorName: 'Casa del Empleo', limitFactor: 2 }, changedAt: 1 } as const
  await world.deps.store.commit([{ op: 'put', collection: 'settings', doc, expected: 'absent' }])
  await until(() => world.deps.settings.current().limitFactor === 2)
  assert.equal((await world.deps.limits.byAddress('mail', '192.0.2.1')).points, 60)
  assert.match((await world.say(amina, 'Hi')).join(), /Casa del Empleo/)
})

/** How long it took, in milliseconds. */
const until = async (holds: () => boolean | Promise<boolean>): Promise<number> => {
  const started = performance.now()
  while (!(await holds())) {
    assert.ok(performance.now() - started < 5000, 'not within five seconds')
    await pause(10)
  }
  return performance.now() - started
}
const countriesAt = async (world: HttpWorld): Promise<readonly string[]> =>
  (await client(world).get('/session')).json().signUp.countries

const live = (engine: string, databaseUrl: (folder: string) => string): void => {
  test(`${engine}: a change at one instance holds at another within five seconds, by the change feed`, async () => {
    const folder = mkdtempSync(join(tmpdir(), 'rolecall-settings-'))
    const url = databaseUrl(folder)
    {
      await using here = await createHttpWorld({ databaseUrl: url })
      await using there = await createHttpWorld({ databaseUrl: url })
      await using _feed = startFeed({ store: there.store, log: silentLog, listeners: [there.deps.settings] })
      const browser = await staff(here)
      // The feed tells of what comes after it was opened.
      await pause(500)
      assert.equal((await change(browser, 0, { countries: ['UG'] })).statusCode, 200)
      const ms = await until(async () => (await countriesAt(there)).join() === 'UG')
      console.log(`${engine}: ${ms.toFixed(0)} ms`)
    }
    rmSync(folder, { recursive: true, force: true })
  })

  test(`${engine}: an instance that missed a change, or starts after it, reads it`, async () => {
    const folder = mkdtempSync(join(tmpdir(), 'rolecall-settings-'))
    const url = databaseUrl(folder)
    {
      await using here = await createHttpWorld({ databaseUrl: url })
      await using there = await createHttpWorld({ databaseUrl: url })
      await change(await staff(here), 0, { countries: ['UG'] })
      assert.deepEqual(await countriesAt(there), ['KE'])
      await there.deps.settings.lost()
      assert.deepEqual(await countriesAt(there), ['UG'])
      await here.deps.settings.load()
      const second = await buildApp(here.deps)
      assert.deepEqual(await countriesAt({ ...here, app: second }), ['UG'])
      await second.close()
    }
    rmSync(folder, { recursive: true, force: true })
  })
}

live('sqlite', (folder) => `sqlite:${join(folder, 'two.db')}`)
if (findMongod()) {
  const replicaSet = await startReplicaSet()
  after(() => replicaSet.stop())
  live('mongodb', () => replicaSet.url(randomUUID()))
} else
  test('mongodb: settings at two instances', { skip: 'no mongod: set MONGOD or put it on the PATH' }, () => undefined)
