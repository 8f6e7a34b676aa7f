import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { JobSearchResult } from '@rolecall/contract/api/public-jobs'
import { publishJob, signIn } from '../testing/employer-client.ts'
import { createHttpWorld, type HttpWorld } from '../testing/http-world.ts'
import { addEmployer } from '../testing/people.ts'

let world: HttpWorld
before(async () => {
  world = await createHttpWorld({ inMemory: true })
  const { organisationId, email } = await addEmployer(world, 1)
  const employer = await signIn(world, { email })
  await publishJob(world, { employer, organisationId }, { title: 'Cook' })
  await publishJob(world, { employer, organisationId }, { title: 'Night cook', parts: ['night'] })
})
after(() => world[Symbol.asyncDispose]())

const search = async (query: string) => JobSearchResult.parse((await world.app.inject(`/api/v1/jobs?${query}`)).json())

test('a field that stands once or several times narrows the list, and the facets say what else there is', async () => {
  const once = await search('parts=night&lang=es')
  assert.deepEqual([once.total, once.sort, once.labels], [1, 'newest', { cook: 'Cocina' }])
  assert.deepEqual(once.facets.parts, [
    { value: 'morning', count: 1 },
    { value: 'night', count: 1 },
  ])
  assert.equal((await search('parts=night&parts=morning&occupation=cook&payAtLeast=KES-120000-day')).total, 2)
})

test('a search that finds nothing says what to leave out', async () => {
  assert.deepEqual((await search('parts=evening&days=mon')).loosen, { field: 'parts', count: 2 })
})

test('a page beyond the last is empty and says how many there are', async () => {
  const { items, total, pages, page } = await search('page=9')
  assert.deepEqual([items, total, pages, page], [[], 2, 1, 9])
})

for (const [query, pointer, code, detail] of [
  ['employmentType=SOMETIMES', '/employmentType/0', 'invalid', /one of: FULL_TIME, PART_TIME/],
  ['days=mon&days=someday', '/days/1', 'invalid', /one of: mon, tue/],
  ['remote=no', '/remote', 'invalid', /one of: true/],
  ['payAtLeast=100', '/payAtLeast', 'invalid', /must match .*hour\|day/],
  ['payAtLeast=KES-0-day', '/payAtLeast', 'invalid', /must match/],
  ['publishedWithinDays=0', '/publishedWithinDays', 'too-small', /too small/],
  ['occupation=cook&occupation=astronaut', '/occupation/1', 'unknown-occupation', /not an occupation/],
  ['sort=nearest', '/place', 'required', /is missing/],
  ['sort=random', '/sort', 'invalid', /one of: best, newest, nearest, pay/],
  ['colour=red', '/colour', 'unknown-field', /not a field/],
] as const)
  test(`${query} is refused, with what can be taken`, async () => {
    const answer = await world.app.inject(`/api/v1/jobs?${query}`)
    const [error] = answer.json().errors
    assert.deepEqual([answer.statusCode, error.pointer, error.code], [400, pointer, code])
    assert.match(error.detail, detail)
  })
