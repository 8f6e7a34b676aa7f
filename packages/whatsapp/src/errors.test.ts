import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { SendReaction } from '@rolecall/core/ports/messenger'
import { reactionTo } from './errors.ts'

const rows: [meaning: string, reaction: SendReaction, codes: number[]][] = [
  ['an invalid token', 'stop-all', [0, 190]],
  ['a missing permission', 'stop-all', [3, 10, 200, 230, 299]],
  ['the rate of app or account', 'retry-later', [4, 80007]],
  ["the number's throughput", 'retry-later', [130429]],
  ['too fast for one person', 'retry-this-person-later', [131056]],
  ['a number restricted for spam', 'stop-all', [131048]],
  ['a limit after wrong categories', 'stop-all', [131064]],
  ['a transient fault', 'retry-later', [1, 2, 131000, 131016, 133004]],
  ['maintenance', 'retry-later', [131057, 2494100]],
  ['an undeliverable message', 'give-up-on-person', [131026]],
  ['a closed window', 'use-template', [131047]],
  ["the person's cap", 'wait-a-day', [131049]],
  ['an opt-out', 'person-opted-out', [131050]],
  ['an experiment', 'give-up-on-person', [130472]],
  ['a malformed request', 'bug', [33, 100, 131008, 131009, 131051, 135000]],
  ['a recipient that the number may not write to', 'give-up-on-person', [131021, 131030]],
  ['media that could not be carried', 'retry-later', [131052, 131053]],
  ['display name, payment or certificate', 'stop-all', [131037, 131042, 131045]],
  ['a lock or a block', 'stop-all', [131031, 368, 130497]],
  ['a template that needs a phone', 'give-up-on-person', [131062]],
  ['marketing templates disabled', 'template-off', [131063]],
  ['a template not approved, refused, paused or disabled', 'template-off', [132001, 132007, 132015, 132016]],
  ['parameters that do not fit', 'bug', [132000, 132005, 132008, 132012]],
  ['a blocked or throttled form', 'template-off', [132068, 132069]],
  ['a number not registered', 'stop-all', [133000, 133005, 133006, 133008, 133009, 133010, 133016]],
  ['a number deleted a moment ago', 'retry-later', [133015]],
  ['a changed identity key', 'give-up-on-person', [137000]],
]
for (const [meaning, reaction, codes] of rows) {
  test(`${meaning} asks for ${reaction}`, () => {
    for (const code of codes) assert.equal(reactionTo(code, { status: 400 }).reaction, reaction, `${code}`)
  })
}

test('one person is written to again after six seconds, a capped one after a day', () => {
  assert.equal(reactionTo(131056).retryAfterMs, 6_000)
  assert.equal(reactionTo(131049).retryAfterMs, 86_400_000)
})

test('what must not be retried stays so though Meta calls it transient', () => {
  for (const code of [131047, 131049, 131050, 132015]) {
    assert.notEqual(reactionTo(code, { status: 500, transient: true }).reaction, 'retry-later')
  }
})

test('an unknown code is judged by its status', () => {
  const judged = [500, 503, 429, 401, 403, 400, 404].map((status) => reactionTo(999_999, { status }).reaction)
  assert.deepEqual(judged, ['retry-later', 'retry-later', 'retry-later', 'stop-all', 'stop-all', 'bug', 'bug'])
  assert.equal(reactionTo(999_999, { status: 400, transient: true }).reaction, 'retry-later')
})

test('an answer without a code is judged by its status too', () => {
  assert.equal(reactionTo(undefined, { status: 502 }).reaction, 'retry-later')
})
