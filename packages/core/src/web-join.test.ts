import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newState } from './conversation/state.ts'
import type { DocumentOf } from './model/collections.ts'
import { chatAfterJoin, hasWhatsApp, joinPhone, joinRefusal, mostOnPhone } from './web-join.ts'

const account: DocumentOf<'accounts'> = {
  id: 'acc_1',
  portfolioId: 'p',
  userKey: 'p/1',
  previousUserIds: [],
  personIds: ['per_0'],
  activePersonId: 'per_0',
  state: 'active',
  createdAt: 0,
  lastInboundAt: 0,
}
const person: DocumentOf<'people'> = {
  id: 'per_1',
  accountId: 'acc_web',
  state: 'active',
  channel: 'web',
  forgetAt: 9,
  language: 'es',
  timeZone: 'UTC',
  profile: { work: [], reachKm: 30, languages: [], licences: [], skills: [], workPermits: [] },
  alerts: true,
  createdAt: 0,
  updatedAt: 0,
  alertedAt: [],
}
const { channel: _channel, ...ofWhatsApp } = person
const crowded = { ...account, personIds: Array.from({ length: mostOnPhone }, (_, at) => `per_${at}`) }

const refusals = [
  ['a person of the web', person, account, undefined],
  ['nobody', undefined, account, 'gone'],
  ['a half-done registration', { ...person, state: 'registering' }, account, 'gone'],
  ['a person of WhatsApp', ofWhatsApp, account, 'joined'],
  ['one person more than the chat can tell apart', person, crowded, 'full'],
] as const
for (const [who, joiner, to, refusal] of refusals)
  test(`${who} ${refusal === undefined ? 'is joined' : `is not joined: ${refusal}`}`, () => {
    assert.equal(joinRefusal(joiner, to), refusal)
  })

test('who joins writes now, whoever was there stays, and nothing forgets them any more', () => {
  const joined = joinPhone(person, account, 5)
  assert.deepEqual([joined.account.personIds, joined.account.activePersonId], [['per_0', 'per_1'], 'per_1'])
  const { accountId, channel, forgetAt, updatedAt } = joined.person
  assert.deepEqual([accountId, channel, forgetAt, updatedAt], ['acc_1', undefined, undefined, 5])
})

test('the chat has no question open, and asks about alerts only who was not asked', () => {
  const state = { ...newState(0), mode: { kind: 'asking', question: 'work', editing: false }, newcomer: {} } as const
  const after = chatAfterJoin(state, person)
  assert.deepEqual(
    [after.mode, after.newcomer, after.language, after.alertsAsked],
    [{ kind: 'idle' }, undefined, 'es', true],
  )
})

for (const [keys, has] of [
  [{ userKey: 'p/1' }, true],
  [{ phoneKey: 'p/2' }, true],
  [{}, false],
] as const)
  test(`an account with ${Object.keys(keys)[0] ?? 'neither key'} ${has ? 'has' : 'has no'} WhatsApp`, () => {
    assert.equal(hasWhatsApp(keys), has)
  })
