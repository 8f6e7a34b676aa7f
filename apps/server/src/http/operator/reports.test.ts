import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { DocumentOf } from '@rolecall/core/model/collections'
import { noteOf } from '../../audit/note.ts'
import { reportJob } from '../../flows/report-job.ts'
import { writeToEmployer } from '../../flows/write-to-employer.ts'
import { type EmployerClient, publishJob, signIn } from '../testing/employer-client.ts'
import { createHttpWorld, type HttpWorld } from '../testing/http-world.ts'
import { addApplication, addEmployer, addPerson } from '../testing/people.ts'
import { addStaffMember, staffSignIn } from '../testing/staff.ts'

type Case = {
  readonly world: HttpWorld
  readonly employer: EmployerClient
  readonly moderator: EmployerClient
  readonly jobId: string
  readonly organisationId: string
  readonly applicationId: string
  readonly person: DocumentOf<'people'>
}

/** An employer, who wrote to someone who applied, and a moderator. */
const openCase = async (world: HttpWorld): Promise<Case> => {
  const owner = await addEmployer(world, 1)
  const { organisationId } = owner
  const employer = await signIn(world, owner)
  const jobId = await publishJob(world, { employer, organisationId })
  const personId = await addPerson(world, 7, { name: 'Amina Canarysurname' })
  const applicationId = await addApplication(world, 1, { jobId, personId, organisationId })
  await employer.send('POST', `/organisations/${organisationId}/applications/${applicationId}/messages`, {
    text: 'Send me 500 first',
  })
  const moderator = await staffSignIn(world, await addStaffMember(world, 9, 'moderator'))
  const person = (await world.store.get('people', personId))?.doc
  assert.ok(person)
  return { world, employer, moderator, jobId, organisationId, applicationId, person }
}

const byPerson = ({ world, person, applicationId }: Case) =>
  writeToEmployer(world.deps, person, applicationId, { kind: 'report', reason: 'money', text: 'They want money' })
const byVisitor = ({ world, jobId }: Case) => reportJob(world.deps, { jobId, reason: 'fake' })
const byEmployer = ({ employer, organisationId, applicationId }: Case) =>
  employer.send('POST', `/organisations/${organisationId}/applications/${applicationId}/reports`, { reason: 'rude' })

const only = async ({ moderator }: Case, state = 'open') => {
  const { items } = (await moderator.get(`/operator/reports?state=${state}`)).json()
  assert.equal(items.length, 1)
  return items[0]
}
const decide = ({ moderator }: Case, id: string, decision: string) =>
  moderator.send('POST', `/operator/reports/${encodeURIComponent(id)}/decision`, { decision })

/** What people are told that stands in the outbox beside the employer's message. */
const told = async ({ world }: Case) => {
  const { items } = await world.store.find('outbox', { index: 'state', where: ['queued'], limit: 50 })
  return items.flatMap(({ doc }) => (doc.messageId === undefined ? [JSON.stringify(doc.message)] : []))
}
const notesIn = async ({ world }: Case) => {
  const claims = await world.store.claim({
    queue: 'record',
    now: world.now + 1,
    leaseMs: 1,
    lanes: 1,
    tasksPerLane: 100,
  })
  return claims.flatMap(({ tasks }) => tasks.map(({ doc }) => noteOf(doc)))
}

test('a moderator reads who is reported and why in a list, and the words of the thread one by one, which is written down', async () => {
  await using world = await createHttpWorld()
  const its = await openCase(world)
  await byPerson(its)
  const report = await only(its)
  assert.deepEqual(
    [report.about, report.reason, report.text, report.person, report.organisation.name],
    ['organisation', 'money', 'They want money', 'Amina', 'Café 1'],
  )
  assert.ok(!('messages' in report))
  const read = (await its.moderator.get(`/operator/reports/${encodeURIComponent(report.id)}`)).json()
  assert.deepEqual(
    read.messages.map(({ text }: { text: string }) => text),
    ['Send me 500 first'],
  )
  assert.doesNotMatch(JSON.stringify(read), /25470000|Canarysurname|acc_/)
  const note = (await notesIn(its)).find(({ action }) => action === 'report.read')
  assert.equal(note?.subjectId, its.applicationId)
})

test('a job that is taken down is paused, its employer cannot open it, and the person who told us hears so', async () => {
  await using world = await createHttpWorld()
  const its = await openCase(world)
  await byPerson(its)
  const { id } = await only(its)
  assert.equal((await decide(its, id, 'pause-job')).json().state, 'decided')
  const job = await world.store.get('jobs', its.jobId)
  assert.deepEqual([job?.doc.state, job?.doc.history.at(-1)?.reason], ['paused', 'taken-down'])
  const open = () =>
    its.employer.send('POST', `/organisations/${its.organisationId}/jobs/${its.jobId}/state`, { state: 'open' })
  assert.deepEqual([(await open()).statusCode, (await open()).json().code], [403, 'job-taken-down'])
  const outcomes = await told(its)
  assert.equal(outcomes.length, 1)
  assert.match(outcomes[0] ?? '', /update\.report.*"outcome":"job"/)
  world.now += 1
  assert.equal((await decide(its, id, 'dismiss')).statusCode, 200)
  assert.equal((await open()).json().state, 'open')
  assert.equal((await told(its)).length, 1)
  assert.deepEqual(
    (await notesIn(its)).flatMap(({ action, detail, actorId }) =>
      action === 'report.decide' ? [[detail, actorId !== '']] : [],
    ),
    [
      ['pause-job: money', true],
      ['dismiss: money', true],
    ],
  )
})

test('an organisation that is stopped for a report can neither publish nor write', async () => {
  await using world = await createHttpWorld()
  const its = await openCase(world)
  await byVisitor(its)
  await decide(its, (await only(its)).id, 'suspend-organisation')
  assert.equal((await world.store.get('organisations', its.organisationId))?.doc.state, 'suspended')
  const write = await its.employer.send(
    'POST',
    `/organisations/${its.organisationId}/applications/${its.applicationId}/messages`,
    { text: 'Hello' },
  )
  assert.equal(write.json().code, 'not-vetted')
  assert.deepEqual(await told(its), [])
})

test('a person who is kept from writing can write to nobody until that is taken back, and the employer reads the outcome', async () => {
  await using world = await createHttpWorld()
  const its = await openCase(world)
  await byEmployer(its)
  const report = await only(its)
  assert.deepEqual([report.about, report.reporter], ['person', { kind: 'user', name: 'Owner 1' }])
  await decide(its, report.id, 'block-person')
  const write = () => writeToEmployer(world.deps, its.person, its.applicationId, { kind: 'message', text: 'Hello' })
  assert.deepEqual(await write(), { refused: 'messages-closed' })
  const thread = await its.employer.get(
    `/organisations/${its.organisationId}/applications/${its.applicationId}/messages`,
  )
  assert.equal(thread.json().report, 'person')
  assert.deepEqual(await told(its), [])
  await decide(its, report.id, 'dismiss')
  assert.equal(await write(), 'done')
})

test('a decision that does not fit, or comes twice, changes nothing', async () => {
  await using world = await createHttpWorld()
  const its = await openCase(world)
  await byVisitor(its)
  const { id } = await only(its)
  assert.equal((await decide(its, id, 'block-person')).json().code, 'report-decided')
  assert.equal((await decide(its, id, 'dismiss')).statusCode, 200)
  assert.equal((await decide(its, id, 'pause-job')).json().code, 'report-decided')
  assert.equal((await world.store.get('jobs', its.jobId))?.doc.state, 'open')
  assert.equal((await decide(its, 'rep:job_x:usr_x:2026-11-25', 'dismiss')).statusCode, 404)
})

test('the reported never read who told us', async () => {
  await using world = await createHttpWorld()
  const its = await openCase(world)
  await byPerson(its)
  await decide(its, (await only(its)).id, 'pause-job')
  const base = `/organisations/${its.organisationId}`
  for (const path of [`${base}/applications/${its.applicationId}/messages`, `${base}/jobs/${its.jobId}`]) {
    const { body } = await its.employer.get(path)
    assert.doesNotMatch(body, /They want money|rep:|"reporter"/)
  }
})
