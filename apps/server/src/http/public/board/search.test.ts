import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { JobSearch } from '@rolecall/contract/api/public-jobs'
import { type Board, type BoardJob, createBoard, jobOf, searchFor } from '../../testing/board.ts'
import { noon, thika } from '../../testing/http-world.ts'

const day = 24 * 60 * 60 * 1000
const nairobi = { ...thika, label: 'Nairobi', latitude: -1.2864, longitude: 36.8172 }
const kes = (min: number) => ({ min, currency: 'KES', period: 'day' }) as const

const jobs: readonly BoardJob[] = [
  { title: 'Cook', pay: kes(100_000), publishedAt: noon },
  {
    title: 'Night cook',
    pay: kes(200_000),
    employmentType: 'PART_TIME',
    parts: ['night'],
    publishedAt: noon - 2 * day,
  },
  { title: 'Waiter', occupation: 'waiter', pay: kes(150_000), days: ['sat', 'sun'], publishedAt: noon - 5 * day },
  {
    title: 'Writer',
    occupation: 'waiter',
    pay: kes(300_000),
    employmentType: 'PART_TIME',
    days: ['sat'],
    remote: true,
    place: nairobi,
    publishedAt: noon - 40 * day,
  },
]

const titles = ({ board }: Board, search: Partial<JobSearch>) =>
  board.search(searchFor(search)).jobs.map(({ job }) => job.posting.title)

test('a facet counts what each value would bring while the other fields stay', async () => {
  await using open = await createBoard(...jobs)
  const { facets, total } = open.board.search(searchFor({ employmentType: ['PART_TIME'], days: ['sat'] }))
  assert.equal(total, 1)
  assert.deepEqual(facets.employmentType, [
    { value: 'FULL_TIME', count: 1 },
    { value: 'PART_TIME', count: 1 },
  ])
  assert.deepEqual(facets.days, [
    { value: 'mon', count: 1 },
    { value: 'tue', count: 1 },
    { value: 'sat', count: 1 },
  ])
  assert.deepEqual(facets.remote, [{ value: 'true', count: 1 }])
  assert.deepEqual(facets.occupation, [{ value: 'waiter', count: 1 }])
})

test('a value that brings nothing is left out unless it is chosen', async () => {
  await using open = await createBoard(...jobs)
  const { facets } = open.board.search(searchFor({ days: ['wed'], publishedWithinDays: 2 }))
  assert.deepEqual(
    facets.days.map(({ value, count }) => [value, count]),
    [
      ['mon', 1],
      ['tue', 1],
      ['wed', 0],
    ],
  )
  assert.deepEqual(facets.publishedWithinDays, [{ value: '2', count: 0 }])
})

test('values of one field are any of them, fields are all of them', async () => {
  await using open = await createBoard(...jobs)
  assert.deepEqual(titles(open, { days: ['sun', 'mon'] }), ['Cook', 'Night cook', 'Waiter'])
  assert.deepEqual(titles(open, { days: ['sun', 'mon'], parts: ['night'] }), ['Night cook'])
  assert.deepEqual(titles(open, { remote: 'true' }), ['Writer'])
  assert.deepEqual(titles(open, { occupation: ['waiter'], publishedWithinDays: 7 }), ['Waiter'])
})

test('pay is compared in the period asked for, by the job’s own schedule, in its currency alone', async () => {
  const week = { days: ['mon', 'tue', 'wed', 'thu', 'fri'], hours: { from: '08:00', to: '16:00' } } as const
  await using open = await createBoard(
    { title: 'Hourly', ...week, days: [...week.days], pay: { min: 20_000, currency: 'KES', period: 'hour' } },
    { title: 'Dollars', pay: { min: 900_000, currency: 'USD', period: 'day' } },
    { title: 'Range', pay: { min: 100_000, max: 170_000, currency: 'KES', period: 'day' } },
  )
  assert.deepEqual(titles(open, { payAtLeast: 'KES-160000-day' }).toSorted(), ['Hourly', 'Range'])
  assert.deepEqual(titles(open, { payAtLeast: 'KES-160001-day' }), ['Range'])
  assert.deepEqual(open.board.search(searchFor()).facets.payAtLeast, [])
})

test('amounts to choose from are round ones that part the jobs', async () => {
  await using open = await createBoard(...jobs)
  assert.deepEqual(open.board.search(searchFor()).facets.payAtLeast, [
    { value: 'KES-150000-day', count: 3 },
    { value: 'KES-200000-day', count: 2 },
    { value: 'KES-300000-day', count: 1 },
  ])
})

test('jobs come in the order asked for; those from home have no distance and come last', async () => {
  await using open = await createBoard(...jobs, { title: 'Nairobi cook', place: nairobi, pay: kes(50_000) })
  const near = { place: 'Thika', distanceKm: 100 }
  assert.deepEqual(titles(open, { ...near, sort: 'nearest' }), [
    'Cook',
    'Night cook',
    'Waiter',
    'Nairobi cook',
    'Writer',
  ])
  assert.deepEqual(titles(open, { sort: 'pay' })[0], 'Night cook')
  assert.deepEqual(titles(open, { q: 'cook nairobi' })[0], 'Nairobi cook')
  assert.equal(open.board.search(searchFor({ q: 'cook' })).sort, 'best')
  assert.equal(open.board.search(searchFor({ place: 'Atlantis', sort: 'nearest' })).sort, 'newest')
})

test('words find titles and employers in spite of typing errors, but only where no job is written so', async () => {
  await using open = await createBoard(
    { title: 'Recepcionista de hotel', occupation: 'hotel-receptionist' },
    { title: 'Nurse', occupation: 'nurse', employer: 'Nairobi Hospital' },
    ...jobs,
  )
  assert.deepEqual(titles(open, { q: 'recepcionst', lang: 'es' }), ['Recepcionista de hotel'])
  assert.deepEqual(titles(open, { q: 'Nairobi Hospitl' }), ['Nurse'])
  assert.deepEqual(titles(open, { q: 'nurs nairobi' }), ['Nurse'])
  assert.deepEqual(titles(open, { q: 'wrter' }), ['Writer'])
  assert.deepEqual(titles(open, { q: 'writer' }), ['Writer'])
  assert.deepEqual(titles(open, { q: 'xylophone' }), [])
})

test('where nothing fits the board says which one field keeps most away', async () => {
  await using open = await createBoard(...jobs)
  const loosen = (search: Partial<JobSearch>) => open.board.search(searchFor(search)).loosen
  assert.deepEqual(loosen({ parts: ['evening'], days: ['sat'] }), { field: 'parts', count: 2 })
  assert.deepEqual(loosen({ q: 'xylophone', days: ['sat'] }), { field: 'q', count: 2 })
  assert.deepEqual(loosen({ country: 'MX' }), { field: 'country', count: 4 })
  assert.deepEqual(loosen({ place: 'Thika', country: 'KE', occupation: ['nurse'] }), { field: 'occupation', count: 4 })
  assert.equal(loosen({ q: 'xylophone', parts: ['evening'] }), undefined)
  assert.equal(loosen({}), undefined)
})

test('a changed job is found by its new words and filters alone, at once', async () => {
  await using open = await createBoard(...jobs)
  await open.put(jobOf({ title: 'Zebra keeper', occupation: 'waiter', employmentType: 'INTERN' }, 0))
  assert.deepEqual(titles(open, { q: 'zebra', employmentType: ['INTERN'] }), ['Zebra keeper'])
  assert.deepEqual(titles(open, { q: 'cook' }), ['Night cook'])
  await open.put({ ...jobOf({ title: 'Zebra keeper' }, 0), state: 'closed' }, jobOf({ title: 'Lion keeper' }, 9))
  assert.deepEqual(titles(open, { q: 'zebra' }), [])
  assert.deepEqual(titles(open, { q: 'keeper' }), ['Lion keeper'])
})
