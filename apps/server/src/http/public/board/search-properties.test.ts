import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { FilterField, JobSearch, JobSort } from '@rolecall/contract/api/public-jobs'
import { EmploymentType } from '@rolecall/contract/job'
import { PayPeriod } from '@rolecall/contract/pay'
import { Day, DayPart } from '@rolecall/contract/times'
import fc from 'fast-check'
import { type BoardJob, createBoard, searchFor } from '../../testing/board.ts'
import { noon, thika } from '../../testing/http-world.ts'
import type { JobBoard } from '../job-board.ts'
import { entryOf } from './entry.ts'
import type { JobFound } from './find.ts'

const hour = 60 * 60 * 1000
const some = <T>(values: readonly T[], least = 0) => fc.subarray([...values], { minLength: least })
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined, freq: 1 })

const anyJob: fc.Arbitrary<BoardJob> = fc.record({
  title: fc.constantFrom('Cook', 'Night cook', 'Waiter', 'Lorry driver'),
  occupation: fc.constantFrom('cook', 'waiter', 'truck-driver'),
  employmentType: fc.constantFrom(...EmploymentType.options.slice(0, 3)),
  days: some(Day.options, 1),
  parts: some(DayPart.options, 1),
  remote: fc.boolean(),
  place: fc.constantFrom(thika, { ...thika, latitude: -1.3 }, { ...thika, latitude: 4 }).map((place) => ({ ...place })),
  publishedAt: fc.integer({ min: 0, max: 6 }).map((step) => noon - step * 40 * hour),
  pay: fc.record({
    min: fc.integer({ min: 1, max: 5 }).map((step) => step * 70_001),
    currency: fc.constantFrom('KES', 'KES', 'KES', 'USD'),
    period: fc.constantFrom(...PayPeriod.options.slice(0, 2)),
  }),
})

const anySearch: fc.Arbitrary<JobSearch> = fc
  .record({
    q: fc.constantFrom('', '', 'cook', 'kook night', 'driver'),
    place: fc.constantFrom('', 'Thika'),
    sort: fc.constantFrom('best', 'newest', 'nearest', 'pay', undefined),
    employmentType: some(EmploymentType.options.slice(0, 2)),
    days: some(Day.options.slice(0, 2)),
    parts: some(DayPart.options.slice(0, 1)),
    occupation: some(['cook', 'waiter']),
    remote: maybe(fc.constant('true' as const)),
    payAtLeast: maybe(fc.constantFrom('KES-140002-day', 'USD-1-hour')),
    publishedWithinDays: maybe(fc.constantFrom(2, 5)),
  })
  .map(searchFor)

/** The search with one value alone in a field. */
const choosing = (search: JobSearch, field: FilterField, value: string): JobSearch => {
  switch (field) {
    case 'employmentType':
      return { ...search, employmentType: [EmploymentType.parse(value)] }
    case 'days':
      return { ...search, days: [Day.parse(value)] }
    case 'parts':
      return { ...search, parts: [DayPart.parse(value)] }
    case 'occupation':
      return { ...search, occupation: [value] }
    case 'remote':
      return { ...search, remote: 'true' }
    case 'payAtLeast':
      return { ...search, payAtLeast: value }
    case 'publishedWithinDays':
      return { ...search, publishedWithinDays: Number(value) }
    default:
      return field satisfies never
  }
}

const fields: readonly FilterField[] = [
  'employmentType',
  'days',
  'parts',
  'remote',
  'payAtLeast',
  'publishedWithinDays',
  'occupation',
]

/** The ids of all pages, in their order. */
const everyPage = (board: JobBoard, search: JobSearch): readonly string[] => {
  const { pages } = board.search(search)
  return Array.from({ length: pages }, (_, at) => board.search({ ...search, page: at + 1 }).jobs).flatMap((jobs) =>
    jobs.map(({ job }) => job.id),
  )
}

const check = (most: number, property: (board: JobBoard, search: JobSearch) => void) =>
  fc.assert(
    fc.asyncProperty(
      fc.array(anyJob, { maxLength: most }),
      fc.array(anySearch, { minLength: 5, maxLength: 5 }),
      async (jobs, searches) => {
        await using open = await createBoard(...jobs)
        for (const search of searches) property(open.board, search)
      },
    ),
    { numRuns: 40 },
  )

test('each count of a facet is how many jobs are listed once that value is chosen', () =>
  check(12, (board, search) => {
    const { facets } = board.search(search)
    for (const field of fields)
      for (const { value, count } of facets[field])
        assert.equal(board.search(choosing(search, field, value)).total, count, `${field} ${value}`)
  }))

test('the pages hold each job that fits once, whatever the order', () =>
  check(70, (board, search) => {
    const ids = everyPage(board, search)
    assert.equal(new Set(ids).size, ids.length)
    assert.equal(ids.length, board.search(search).total)
    assert.deepEqual([...ids].sort(), [...everyPage(board, { ...search, sort: 'newest' })].sort())
  }))

/** What a job is placed by: what comes first has the least. Text compares as text. */
const keysOf = (
  { job, distanceKm = Number.POSITIVE_INFINITY }: JobFound,
  sort: JobSort,
): readonly (number | string)[] => {
  const { publishedAt, pay } = entryOf(job)
  if (sort === 'nearest') return [distanceKm, -publishedAt, job.id]
  return sort === 'pay' ? [job.posting.pay.currency, -pay.month, -publishedAt, job.id] : [-publishedAt, job.id]
}

const isBefore = (a: readonly (number | string)[], b: readonly (number | string)[]): boolean => {
  const at = a.findIndex((key, index) => key !== b[index])
  return (a[at] ?? 0) < (b[at] ?? 0)
}

test('newest, nearest and pay are total orders over all pages: of two jobs one comes first, by its id at last', () =>
  check(45, (board, search) => {
    const { sort, pages } = board.search(search)
    if (sort === 'best') return
    const jobs = Array.from({ length: pages }, (_, at) => board.search({ ...search, page: at + 1 }).jobs).flat()
    for (const [at, job] of jobs.slice(1).entries()) {
      const before = jobs[at]
      assert.ok(before !== undefined && isBefore(keysOf(before, sort), keysOf(job, sort)), sort)
    }
  }))

test('a search that finds nothing says truly how many jobs fit without one field', () =>
  check(6, (board, search) => {
    const { total, loosen } = board.search(search)
    if (total > 0 || loosen === undefined) return
    const { [loosen.field]: _, ...rest } = search
    assert.equal(board.search(searchFor(rest)).total, loosen.count)
  }))
