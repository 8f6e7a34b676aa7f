import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { DocumentOf } from '@rolecall/core/model/collections'
import { noteOf } from '../../audit/note.ts'
import { client, publishJob, signIn } from '../testing/employer-client.ts'
import { createHttpWorld, type HttpWorld } from '../testing/http-world.ts'
import { addApplication, addEmployer, addPerson } from '../testing/people.ts'

/** What stands to be appended to the log, in order. */
const notesIn = async ({ store, now }: HttpWorld) => {
  const claims = await store.claim({ queue: 'record', now: now + 1, leaseMs: 1, lanes: 1, tasksPerLane: 100 })
  return claims.flatMap(({ tasks }) => tasks.map(({ doc }: { doc: DocumentOf<'tasks'> }) => noteOf(doc)))
}

test('whatever an employer does is written down with who did it, in which role and for which organisation', async () => {
  await using world = await createHttpWorld()
  const owner = await addEmployer(world, 1)
  const personId = await addPerson(world, 1)
  const { organisationId } = owner
  const step = async <T>(done: Promise<T>): Promise<T> => {
    const result = await done
    world.now += 1
    return result
  }
  const employer = await step(signIn(world, owner))
  const jobId = await step(publishJob(world, { employer, organisationId }))
  const base = `/organisations/${organisationId}`
  await step(employer.send('POST', `${base}/jobs/${jobId}/invitations`, { personId }))
  const applicationId = await addApplication(world, 1, { jobId, personId, organisationId })
  const moves = `${base}/applications/${applicationId}/moves`
  await step(employer.send('POST', moves, { state: 'shortlisted' }))
  await step(employer.send('POST', moves, { state: 'not-selected', reason: 'times' }))
  await step(employer.send('DELETE', `${moves}/pending`))
  await step(employer.send('POST', `${base}/jobs/${jobId}/state`, { state: 'closed' }))
  await step(employer.send('DELETE', '/session'))
  const notes = await notesIn(world)
  assert.deepEqual(
    notes.map(({ action, detail }) => [action, detail]),
    [
      ['session.start', undefined],
      ['job.create', 'open'],
      ['person.invite', jobId],
      ['application.move', 'shortlisted'],
      ['application.move', 'not-selected'],
      ['application.undo', undefined],
      ['job.state', 'closed'],
      ['session.end', 'signed-out'],
    ],
  )
  for (const note of notes.slice(1, -1))
    assert.deepEqual([note.actorId, note.role, note.organisationId], [owner.userId, 'owner', organisationId])
})

test('what was refused or only previewed is not written down; a refused sign-in is', async () => {
  await using world = await createHttpWorld()
  const owner = await addEmployer(world, 1, { state: 'pending' })
  const employer = await signIn(world, owner)
  await employer.send('POST', `/organisations/${owner.organisationId}/jobs`, { posting: {}, publish: true })
  await client(world).send('POST', '/session', { email: owner.email, password: 'wrong' })
  await client(world).send('POST', '/session', { email: 'nobody@example.org', password: 'wrong' })
  const notes = (await notesIn(world)).map(({ action, subjectId }) => `${action} ${subjectId}`)
  assert.deepEqual(
    new Set(notes.filter((note) => !note.startsWith('session.start'))),
    new Set(['session.refuse unknown', `session.refuse ${owner.userId}`]),
  )
})
