import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Day, DayPart } from '@rolecall/contract/times'
import { createEngine } from './engine.ts'
import { explainPair } from './explain.ts'
import { job, now, person, rules, taxonomy } from './testing/fixture.ts'

const weekdays: Day[] = ['mon', 'tue', 'wed', 'thu', 'fri']
const byDay: DayPart[] = ['morning', 'afternoon']
const rows = [
  ['just the days that were said', { days: weekdays, parts: byDay }, 'full'],
  ['a Saturday more in a week of six days', { days: [...weekdays, 'sat'], parts: byDay }, 'partial'],
  ['a whole weekend more', { days: [...weekdays, 'sat', 'sun'], parts: byDay }, 'none'],
  ['one day of two', { days: ['fri', 'sat'], parts: byDay }, 'none'],
  ['a Saturday more, and nights', { days: [...weekdays, 'sat'], parts: ['night'] }, 'none'],
  ['evenings of the days that were said', { days: weekdays, parts: ['evening'] }, 'none'],
] as const

const who = person({ times: { days: weekdays, parts: byDay } })

for (const [asked, { days, parts }, fit] of rows)
  test(`for weekdays by day, ${asked} fits ${fit}`, () => {
    const what = job({ days: [...days], parts: [...parts] })
    const explanation = explainPair({ person: who, job: what, now }, rules)
    assert.equal(explanation.fit, fit)
    const verdict = explanation.constraints.find(({ kind }) => kind === 'times')?.verdict
    assert.equal(verdict, fit === 'full' ? 'met' : 'unmet')
  })

test('who lacks a day is shown to the employer, but not counted among those who fit a draft', () => {
  const engine = createEngine({ taxonomy })
  engine.putPerson(who)
  const draft = job({ days: [...weekdays, 'sat'] })
  assert.equal(engine.peopleFor(draft, { limit: 9, now }).length, 1)
  assert.equal(engine.countFor(draft), 0)
})
