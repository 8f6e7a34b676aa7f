import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ApiScope } from '@rolecall/contract/api/api-clients'
import { ImportPreview, type ImportRow, importBounds } from '@rolecall/contract/api/job-import'
import { makeClient, programWith, tokenOf } from '../testing/api-client.ts'
import { type EmployerClient, signIn } from '../testing/employer-client.ts'
import { createHttpWorld, type HttpWorld } from '../testing/http-world.ts'
import { addEmployer } from '../testing/people.ts'
import { contentOf } from '../testing/store-content.ts'

const header = 'Job title,Description,City,Salary (KES per day),Days,Hours,Licences,Apply by'
const cook = 'Cook,Cook lunch.,Thika,"1,200",Mon-Fri,7-15,food hygiene,2026-12-24'
const guard = 'securty gard,Guard the gate.,Thika,900-1100,Sat-Sun,nights,,24.12.2026'
const tableOf = (...lines: readonly string[]): string => [header, ...lines].join('\r\n')

const setUp = async (more?: Parameters<typeof addEmployer>[2], number = 1) => {
  const world = await createHttpWorld()
  const { organisationId, email } = await addEmployer(world, number, more)
  const employer = await signIn(world, { email })
  return { world, employer, organisationId, jobs: `/organisations/${organisationId}/jobs` }
}
const preview = (employer: EmployerClient, jobs: string, text: string | Uint8Array, language?: string) =>
  employer.send('POST', `${jobs}/import/preview`, { file: Buffer.from(text).toString('base64'), language })
const rowsIn = async (...asked: Parameters<typeof preview>): Promise<readonly ImportRow[]> => {
  const answer = await preview(...asked)
  assert.equal(answer.statusCode, 200, answer.body)
  return ImportPreview.parse(answer.json()).rows
}
const make = (employer: EmployerClient, jobs: string, { posting, key }: ImportRow, publish = false) =>
  employer.send('POST', jobs, { posting, publish }, { 'idempotency-key': `"${key}"` })
const codesOf = (row: ImportRow | undefined) => row?.errors.map(({ field, code }) => `${field} ${code}`)
const countJobs = async ({ store }: HttpWorld, organisationId: string) =>
  (await store.find('jobs', { index: 'organisation', where: [organisationId], limit: 100 })).items.length

test('each line is understood, with how sure the occupation is, and made by the operation that makes a job', async () => {
  const { world, employer, organisationId, jobs } = await setUp()
  await using _ = world
  const rows = await rowsIn(employer, jobs, tableOf(cook, guard))
  assert.deepEqual(
    rows.map(({ line, errors, occupation }) => [line, errors, occupation.sureness]),
    [
      [2, [], 'sure'],
      [3, [], 'check'],
    ],
  )
  assert.deepEqual(rows[1]?.occupation.choices[0], { id: 'security-guard', label: 'Security guard' })
  for (const row of rows) assert.equal((await make(employer, jobs, row, true)).statusCode, 201)
  assert.equal(await countJobs(world, organisationId), 2)
  const task = (await world.store.find('jobs', { index: 'organisation', where: [organisationId], limit: 1 })).items[0]
  assert.ok(await world.store.get('tasks', `job-published:${task?.doc.id}:1`))
})

test('the same file made twice makes each line once, also after lines were mended, moved and added', async () => {
  const { world, employer, organisationId, jobs } = await setUp()
  await using _ = world
  for (const row of await rowsIn(employer, jobs, tableOf(cook, guard))) await make(employer, jobs, row)
  for (const row of await rowsIn(employer, jobs, tableOf(cook, guard))) await make(employer, jobs, row)
  assert.equal(await countJobs(world, organisationId), 2)
  const inSpanish = await rowsIn(employer, jobs, tableOf(cook), 'es')
  assert.equal((await make(employer, jobs, inSpanish[0] ?? assert.fail())).statusCode, 422)
  const waiter = cook.replace('Cook', 'Waiter')
  for (const row of await rowsIn(employer, jobs, tableOf(waiter, guard, cook))) await make(employer, jobs, row)
  assert.equal(await countJobs(world, organisationId), 3)
})

test('what was made as a draft is not made again as another job', async () => {
  const { world, employer, jobs } = await setUp()
  await using _ = world
  const [row] = await rowsIn(employer, jobs, tableOf(cook))
  assert.ok(row)
  await make(employer, jobs, row)
  const again = await make(employer, jobs, row, true)
  assert.deepEqual([again.statusCode, again.json().code], [422, 'idempotency-key-reused'])
})

test('two lines of a file that say the same are two jobs, and other organisations have keys of their own', async () => {
  const { world, employer, jobs } = await setUp()
  await using _ = world
  const other = await addEmployer(world, 2)
  const [first, second] = await rowsIn(employer, jobs, tableOf(cook, cook))
  const [theirs] = await rowsIn(
    await signIn(world, other),
    `/organisations/${other.organisationId}/jobs`,
    tableOf(cook),
  )
  assert.equal(new Set([first?.key, second?.key, theirs?.key]).size, 3)
})

test('an error says its line, its column, the cell, what is wrong and how to mend it, in the language asked for', async () => {
  const { world, employer, jobs } = await setUp()
  await using _ = world
  const [row] = await rowsIn(
    employer,
    jobs,
    tableOf('Cook,"two\r\nlines",Thika,lots,Mon,7-15,,', '').replace(cook, ''),
    'es',
  )
  assert.deepEqual(row?.errors, [
    {
      ...{ field: 'pay', column: 4, said: 'lots', code: 'invalid', stops: true },
      detail: 'no se puede leer. Escriba una cantidad, como 1200, o dos, como 1200-1500.',
    },
  ])
  assert.equal(row?.line, 2)
})

test('whatever is wrong with a line is told at once, by the judges of a posting too', async () => {
  const { world, employer, jobs } = await setUp()
  await using _ = world
  const wrong = '<b>x</b>,,Nowhere,1500-900,Mon-Frio,7-15,juggling,2020-01-01,too,many'
  const [row] = await rowsIn(employer, jobs, tableOf(wrong))
  assert.deepEqual(
    new Set(codesOf(row)),
    new Set([
      'undefined too-many-cells',
      'description required',
      'place unknown-place',
      'pay pay-range',
      'days invalid',
      'licences invalid',
      'title too-short',
      'expiresOn in-the-past',
    ]),
  )
  assert.deepEqual([row?.occupation.sureness, row?.place.sureness], ['none', 'none'])
})

test('a line without errors is whole, a cell that is too long is told, and what is as usual is named', async () => {
  const { world, employer, jobs } = await setUp()
  await using _ = world
  const [plain, long] = await rowsIn(
    employer,
    jobs,
    `Title,Description,Town,Pay\nCook,Cook.,Thika,1200 a day\nCook,Cook.,${'x'.repeat(600)},1200 a day`,
  )
  assert.deepEqual(
    [plain?.errors, plain?.assumed],
    [[], ['currency', 'days', 'hours', 'employmentType', 'expiresOn', 'answerDays']],
  )
  assert.equal((await make(employer, jobs, plain ?? assert.fail())).statusCode, 201)
  assert.deepEqual(codesOf(long), ['place too-long'])
})

test('a column that nobody knows is told, and a quotation mark without an end is a line that cannot be read', async () => {
  const { world, employer, jobs } = await setUp()
  await using _ = world
  const answer = (await preview(employer, jobs, `${header},Boss\r\n${cook},Amina\r\n"Waiter,`)).json()
  assert.deepEqual(answer.columns.at(-1), { header: 'Boss' })
  assert.deepEqual([answer.rows[1].line, codesOf(answer.rows[1])], [3, ['undefined open-quote']])
})

const tooMany = Array.from({ length: importBounds.lines + 1 }, () => cook)
for (const [what, file, code] of [
  ['a workbook', 'PK\u0003\u0004', 'workbook'],
  ['a picture', Buffer.from([0x89, 0x50, 0, 0, 1]), 'not-text'],
  ['nothing that we know', 'colour,size\nred,big', 'no-columns'],
  ['a header alone', header, 'no-lines'],
  ['one line too many', tableOf(...tooMany), 'too-many-lines'],
  ['lines without end', '\n'.repeat(30_000), 'too-many-lines'],
  ['too many columns', `Title${',x'.repeat(importBounds.columns)}\nCook`, 'too-many-columns'],
] as const)
  test(`${what} is refused as a whole: ${code}`, async () => {
    const { world, employer, jobs } = await setUp()
    await using _ = world
    const answer = await preview(employer, jobs, file)
    assert.deepEqual(
      [answer.statusCode, answer.json().errors?.[0]?.pointer, answer.json().errors?.[0]?.code],
      [400, '/file', code],
    )
  })

test('a file of the greatest size is read, and a larger one is not', async () => {
  const { world, employer, jobs } = await setUp()
  await using _ = world
  const line = `Cook,${'x'.repeat(1900)},Thika,1200,Mon,7-15,,2026-12-24`
  const most = tableOf(...Array.from({ length: importBounds.lines }, () => line))
  assert.equal((await rowsIn(employer, jobs, most)).length, importBounds.lines)
  const larger = await preview(employer, jobs, 'x'.repeat(importBounds.bytes + 3))
  assert.deepEqual([larger.statusCode, larger.json().code], [400, 'invalid-fields'])
  const far = await preview(employer, jobs, 'x'.repeat(2 * importBounds.bytes))
  assert.deepEqual([far.statusCode, far.json().code], [413, 'too-large'])
})

test('to look at a file changes nothing, and only who may make a job may look', async () => {
  const { world, employer, jobs } = await setUp({ state: 'pending' })
  await using _ = world
  const before = await contentOf(world.store)
  await rowsIn(employer, jobs, tableOf(cook))
  assert.deepEqual(await contentOf(world.store), before)
  const reviewer = await signIn(world, await addEmployer(world, 2, { role: 'reviewer' }))
  assert.equal((await preview(reviewer, jobs, tableOf(cook))).statusCode, 404)
  const own = (await reviewer.get('/session')).json().organisations[0].organisationId
  const refused = await preview(reviewer, `/organisations/${own}/jobs`, tableOf(cook))
  assert.deepEqual([refused.statusCode, refused.json().code], [403, 'not-allowed'])
})

test('a program with the scope to write jobs reads a file and makes its lines; one without is told the scope', async () => {
  const { world, employer, organisationId, jobs } = await setUp()
  await using _ = world
  const body = { file: Buffer.from(tableOf(cook)).toString('base64') }
  const working = async (scope: ApiScope) =>
    programWith(world, await tokenOf(world, await makeClient(employer, organisationId, { scopes: [scope] })))
  const writes = await working('jobs:write')
  const [row] = ImportPreview.parse((await writes.call('POST', `${jobs}/import/preview`, body)).json()).rows
  const key = { 'idempotency-key': `"${row?.key}"` }
  const made = await writes.call('POST', jobs, { posting: row?.posting, publish: true }, key)
  assert.equal(made.statusCode, 201, made.body)
  const reads = await working('jobs:read')
  const refused = await reads.call('POST', `${jobs}/import/preview`, body)
  assert.deepEqual([refused.statusCode, refused.json().code], [403, 'insufficient-scope'])
})
