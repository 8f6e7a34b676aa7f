import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { job, now, rules } from '../testing/fixture.ts'
import { jobMarksOf, priceAtLeast, recencyAtMost } from './job-marks.ts'
import { encodeJob } from './job-record.ts'
import { createContext, recencyOf } from './terms.ts'

const context = createContext(rules)
const day = 86_400_000

test('the marks of a job promise no more price and no less recency than it has, long past and in the future too', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.integer({ min: -30 * day, max: 400 * day }), fc.integer({ min: -2 * day, max: 3 * day })),
      fc.integer({ min: 0, max: 100_000 }),
      fc.integer({ min: 0, max: day }),
      (age, shown, hour) => {
        const at = now + hour
        const words = encodeJob(job({}, { publishedAt: at - age, shown }), context.dictionaries, 0.2)
        const marks = jobMarksOf(words, 0)
        assert.ok(marks >= 0 && marks <= 0xffff)
        assert.ok(priceAtLeast(marks) <= (words[6] ?? 0))
        const recency = recencyOf(at - age, at, rules.weights.recencyHalfDays)
        assert.ok(recencyAtMost(marks, at, context) >= recency)
      },
    ),
    { numRuns: 2000 },
  )
})

test('an old job that many were shown is known to score less than a new one', () => {
  const marksOf = (age: number, shown: number) =>
    jobMarksOf(encodeJob(job({}, { publishedAt: now - age * day, shown }), context.dictionaries, 0.2), 0)
  assert.ok(priceAtLeast(marksOf(0, 900)) > 200_000)
  assert.ok(recencyAtMost(marksOf(28, 0), now, context) < 2700)
  assert.equal(recencyAtMost(marksOf(0, 0), now, context), 10_000)
})
