import type { DocumentOf } from '@rolecall/core/model/collections'
import type { Change } from '@rolecall/core/ports/store'
import type { Everyone } from '../../apps/server/src/http/testing/everyone.ts'
import type { HttpWorld } from '../../apps/server/src/http/testing/http-world.ts'
import { addApplication, idOf } from '../../apps/server/src/http/testing/people.ts'
import { ofStaff } from './hostile-desks.ts'
import { inLines, type Put, type TextOf, testId } from './which-texts.ts'

/** Writes texts where people and employers talk to each other and to the staff, and where staff name things. */
export const fillWords = async (world: HttpWorld, everyone: Everyone, textOf: TextOf): Promise<void> => {
  const { side } = everyone
  const { organisationId, jobId, applicationId } = side.ids
  const ownId = idOf('applications', 200)
  if ((await world.store.get('applications', ownId)) === undefined)
    await addApplication(world, 200, { jobId, personId: side.personId, organisationId })
  const pair = { jobId, organisationId }
  const thread = { ...pair, applicationId, personId: side.appliedId }
  const own = { ...pair, applicationId: ownId, personId: side.personId }
  const changes = [
    ...(await threadsOf(world, [applicationId, ownId])),
    ...messages(thread, inLines(textOf, 0, 108), { number: 1, at: world.now }),
    ...messages(own, inLines(textOf, 108, 108), { number: 50, at: world.now }),
    ...(await ofPerson(world, everyone, textOf)),
    ...(await ofStaff(world, everyone, textOf)),
    ...reports(thread, inLines(textOf, 24, 24), world.now),
  ]
  for (const change of changes) await world.put(await over(world, change))
}

/** In place of what may be there from the time before. */
const over = async ({ store }: HttpWorld, change: Put): Promise<Change> => {
  const before = await store.get(change.collection, change.doc.id)
  return { ...change, expected: before?.revision ?? 'absent' }
}

/** The applications with a thread: without one nothing is read. */
const threadsOf = async ({ store, now }: HttpWorld, ids: readonly string[]): Promise<readonly Put[]> =>
  (await store.getMany('applications', ids)).map(({ doc }) => ({
    op: 'put',
    collection: 'applications',
    expected: 'absent',
    doc: { ...doc, thread: { count: 9, lastAt: now + 9, lastFrom: 'organisation', run: 1, unread: 0, begun: true } },
  }))

type Thread = Pick<DocumentOf<'messages'>, 'applicationId' | 'jobId' | 'organisationId' | 'personId'>

const messages = (
  thread: Thread,
  texts: readonly string[],
  { number, at }: { readonly number: number; readonly at: number },
): readonly Put[] =>
  texts.map((text, index) => ({
    op: 'put',
    collection: 'messages',
    expected: 'absent',
    doc: {
      ...thread,
      id: testId('messages', number + index),
      from: index % 2 === 0 ? 'organisation' : 'person',
      text: { text },
      at: at + index,
    },
  }))

/** One about a job, whose text is its description, and one about a person, whose text is the thread. */
const reports = (thread: Thread, [first = '', second = '']: readonly string[], at: number): readonly Put[] => {
  const reporter = { kind: 'visitor' } as const
  const { applicationId, personId, ...job } = thread
  const given = { reporter, reason: 'rude', state: 'open', at } as const
  return [
    {
      op: 'put',
      collection: 'reports',
      expected: 'absent',
      doc: {
        ...job,
        ...given,
        text: { text: first },
        about: 'job',
        id: 'rep:hostile:job',
        keyOwner: 'rep:hostile:job',
      },
    },
    {
      op: 'put',
      collection: 'reports',
      expected: 'absent',
      doc: {
        ...thread,
        ...given,
        text: { text: second },
        about: 'person',
        id: 'rep:hostile:person',
        keyOwner: personId,
      },
    },
  ]
}

const ofPerson = async (world: HttpWorld, { side }: Everyone, textOf: TextOf): Promise<readonly Put[]> => {
  const { personId } = side
  const person = await world.store.get('people', personId)
  const account = await world.store.get('accounts', person?.doc.accountId ?? '')
  const sessions = await world.store.find('sessions', { index: 'subject', where: [personId], limit: 1 })
  if (person === undefined || account === undefined) throw new Error('no such person')
  const at = world.now
  const values = { organisation: textOf(120), job: textOf(120) }
  const reply = { kind: 'text', body: [{ key: 'update.application.shortlisted', values }] }
  const message = { reply, language: 'en' }
  const file = { kind: 'document', mimeType: 'application/pdf', bytes: 1, sha256: '', fileName: textOf(122) } as const
  return [
    {
      op: 'put',
      collection: 'news',
      expected: 'absent',
      doc: { id: testId('news', 1), personId, message, category: 'update', dueAt: at, at },
    },
    { op: 'put', collection: 'accounts', expected: 'absent', doc: { ...account.doc, profileName: textOf(121) } },
    {
      op: 'put',
      collection: 'media',
      expected: 'absent',
      doc: { ...file, id: testId('media', 1), accountId: account.doc.id, at },
    },
    ...sessions.items.map(
      ({ doc }): Put => ({
        op: 'put',
        collection: 'sessions',
        expected: 'absent',
        // Only what is known of a browser's name is shown of it.
        doc: { ...doc, device: textOf(123) },
      }),
    ),
  ]
}
