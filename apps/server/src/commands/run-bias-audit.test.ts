import assert from 'node:assert/strict'
import { test } from 'node:test'
import { withoutPeople } from '@rolecall/core/match-list'
import { forgetInLists } from '../flows/parts/forget-in-lists.ts'
import { withdrawApplication } from '../flows/withdraw-application.ts'
import { publishJob, signIn } from '../http/testing/employer-client.ts'
import { createHttpWorld, type HttpWorld } from '../http/testing/http-world.ts'
import { addApplication, addEmployer, addPerson, idOf } from '../http/testing/people.ts'
import { contentOf } from '../http/testing/store-content.ts'
import { runBiasAudit } from './run-bias-audit.ts'

const today = ['--from', '2026-11-25', '--to', '2026-11-25', '--categories', 'people.csv']
const people = [1, 2, 3, 4, 5, 6].map((number) => idOf('people', number))
const sexes = ['Womxn', 'Womxn', 'Womxn', 'Mxn', 'Mxn', 'Mxn']
const csv = ['person,sex', ...people.map((id, at) => `${id},${sexes[at]}`)].join('\n')

/**
 * Six cooks stand in the list of a job; the first four apply. The employer shortlists the first and the second, says no to the
 * third; the fourth withdraws, the fifth is invited.
 */
const setUp = async () => {
  const world = await createHttpWorld({ inMemory: true })
  const { organisationId, email } = await addEmployer(world, 1)
  const employer = await signIn(world, { email })
  const jobId = await publishJob(world, { employer, organisationId })
  for (const number of [1, 2, 3, 4, 5, 6]) await addPerson(world, number)
  const url = `/organisations/${organisationId}`
  const job = `${url}/jobs/${jobId}`
  assert.equal((await employer.get(`${job}/matches`)).json().items.length, 6)
  const ids: string[] = []
  for (const number of [1, 2, 3, 4])
    ids.push(await addApplication(world, number, { jobId, personId: idOf('people', number), organisationId }))
  const move = async (id: string | undefined, body: object) =>
    assert.equal((await employer.send('POST', `${url}/applications/${id}/moves`, body)).statusCode, 200)
  await move(ids[0], { state: 'shortlisted' })
  await move(ids[1], { state: 'interview' })
  await move(ids[2], { state: 'not-selected', reason: 'times' })
  const fourth = { id: idOf('people', 4), accountId: idOf('accounts', 4) }
  assert.equal(await withdrawApplication(ownDeps(world), fourth, ids[3] ?? ''), 'withdrawn')
  assert.equal((await employer.send('POST', `${job}/invitations`, { personId: people[4] })).statusCode, 201)
  return { world, email, organisationId, jobId, job, url }
}

const ownDeps = ({ store, deps }: HttpWorld) => ({ store, clock: deps.clock, config: deps.config })

const audit = async (world: HttpWorld, args: readonly string[], file = csv) => {
  const lines: string[] = []
  const complaints: string[] = []
  const files = new Map<string, string>()
  const exitCode = await runBiasAudit(
    {
      store: world.store,
      now: world.now,
      read: async () => new TextEncoder().encode(file),
      write: async (path, text) => void files.set(path, text),
      print: (line) => lines.push(line),
      complain: (line) => complaints.push(line),
      progress: () => {},
    },
    args,
  )
  return { exitCode, text: lines.join('\n'), complaints, files, rows: lines.map((line) => line.replaceAll(/ +/g, ' ')) }
}

test('applicants are compared by what the employer did, from the rows that the product itself wrote', async () => {
  const { world } = await setUp()
  await using _ = world
  const { exitCode, rows } = await audit(world, today)
  assert.equal(exitCode, 0)
  assert.ok(rows.includes('Womxn 3 2 66.7 % 1.00 –'), rows.join('\n'))
  // The only man who applied withdrew: he is in no selection rate, but in the scoring rate.
  assert.ok(rows.includes('Left out of the selection rates: 1 who withdrew before they were selected.'))
  // He applied last: each application before his raised the price of congestion on the job.
  assert.ok(rows.includes('Mxn 1 0 0.0 % 0.00 1.0000 !'), rows.join('\n'))
  assert.ok(rows.some((row) => /^The file has 6 rows: 0 of people whom Rolecall does not know, 2/.test(row)))
})

test('those in lists are compared by invitations, applications, or what came of them', async () => {
  const { world } = await setUp()
  await using _ = world
  const rowsOf = async (...more: readonly string[]) => (await audit(world, [...today, ...more])).rows.slice(0, 18)
  assert.ok((await rowsOf('--selected', 'invited')).includes('Mxn 3 1 33.3 % 1.00 –'))
  const applied = await rowsOf('--selected', 'applied')
  assert.ok(applied.includes('Womxn 3 3 100.0 % 1.00 –') && applied.includes('Mxn 3 1 33.3 % 0.33 0.4000 !'))
  assert.ok((await rowsOf('--selected', 'interview', '--among', 'listed')).includes('Womxn 3 1 33.3 % 1.00 –'))
})

test('who was forgotten counts as unknown, and so does everyone in a list whose people were taken out', async () => {
  const { world, jobId } = await setUp()
  await using _ = world
  await forgetInLists(world, people[5] ?? '')
  const rowsOf = async () => (await audit(world, [...today, '--selected', 'applied'])).rows
  assert.ok((await rowsOf()).includes('Mxn 2 1 50.0 % 0.50 0.4000 !'))
  assert.ok((await rowsOf()).includes('unknown 1 0'))
  const { items } = await world.store.find('matchLists', { index: 'subject', where: [jobId], limit: 9 })
  for (const { doc, revision } of items)
    await world.put({ op: 'put', collection: 'matchLists', doc: withoutPeople(doc), expected: revision })
  assert.ok((await rowsOf()).includes('unknown 6 0'))
  assert.ok((await rowsOf()).includes('Forgotten people, at least 6: they count as unknown.'))
})

test('shown are those of all lists and applications who stood in a list of the employer', async () => {
  const { world, jobId, organisationId } = await setUp()
  await using _ = world
  const later = await addPerson(world, 7)
  await addApplication(world, 7, { jobId, personId: later, organisationId })
  const { rows } = await audit(world, [...today, '--selected', 'shown'], `${csv}\n${later},Mxn`)
  assert.ok(rows.includes('Mxn 4 3 75.0 % 0.75 1.0000 !'), rows.join('\n'))
})

test('only the days and the employer that were asked for are compared', async () => {
  const { world, organisationId } = await setUp()
  await using _ = world
  const before = await audit(world, ['--from', '2026-11-01', '--to', '2026-11-24', '--categories', 'people.csv'])
  assert.equal(before.exitCode, 1)
  assert.match(before.complaints.join('\n'), /nothing to compare among applicants from 2026-11-01 to 2026-11-24/)
  assert.equal((await audit(world, [...today, '--organisation', organisationId])).exitCode, 0)
  const other = await audit(world, [...today, '--organisation', 'org_other'])
  assert.deepEqual([other.exitCode, other.complaints], [1, ['org_other has no jobs: give the id as in "org_…".']])
})

test('an application counts on the day it was made, whenever it was answered, and for lists whenever it was made', async () => {
  const { world, email, job, url } = await setUp()
  await using _ = world
  world.now += 86_400_000
  const employer = await signIn(world, { email })
  const applications = (await employer.get(`${job}/applications`)).json().items
  const answered = applications.find((one: { state: string }) => one.state === 'shortlisted')
  await employer.send('POST', `${url}/applications/${answered.id}/moves`, { state: 'offer' })
  await employer.get(`${job}/matches`)
  const tomorrow = ['--from', '2026-11-26', '--to', '2026-11-26', '--categories', 'people.csv']
  assert.equal((await audit(world, tomorrow)).exitCode, 1)
  assert.ok((await audit(world, [...today, '--selected', 'offer'])).rows.includes('Womxn 3 1 33.3 % 1.00 –'))
  assert.ok((await audit(world, [...tomorrow, '--selected', 'applied'])).rows.includes('Womxn 3 3 100.0 % 1.00 –'))
})

test('ids that nobody has are counted', async () => {
  const { world } = await setUp()
  await using _ = world
  const { rows } = await audit(world, today, `${csv}\nper_typo,Mxn\n`)
  assert.ok(rows.some((row) => /^The file has 7 rows: 1 of people whom Rolecall does not know, 2/.test(row)))
})

test('what people said of themselves is not kept, and no id is printed', async () => {
  const { world } = await setUp()
  await using _ = world
  const before = await contentOf(world.store)
  const { text, files } = await audit(world, [...today, '--html', 'audit.html'])
  assert.deepEqual(await contentOf(world.store), before)
  assert.match(files.get('audit.html') ?? '', /<h1>Bias audit, 2026-11-25 to 2026-11-25<\/h1>[\s\S]*Womxn/)
  assert.doesNotMatch(text + files.get('audit.html'), /per_/)
})

test('arguments and files that cannot be used are told with their mend, before the log is read', async () => {
  const { world } = await setUp()
  await using _ = world
  const noDay = await audit(world, [...today, '--to', 'June'])
  assert.equal(noDay.exitCode, 2)
  assert.match(noDay.complaints.join('\n'), /--to June is no day.*\n.*npm run audit -- --from/)
  const twice = await audit(world, today, `${csv}\n${people[0]},Mxn`)
  assert.deepEqual(
    [twice.exitCode, twice.complaints],
    [2, [`people.csv: Lines 2 and 8 are both of ${people[0]}: leave one row a person.`]],
  )
})
