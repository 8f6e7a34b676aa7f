import { makeId } from '@rolecall/core/model/ids'
import type { Everyone } from '../../apps/server/src/http/testing/everyone.ts'
import type { HttpWorld } from '../../apps/server/src/http/testing/http-world.ts'

export type Hostile = {
  /** Jobs whose descriptions hold all the texts between them. */
  readonly jobIds: readonly string[]
}

const texts = 216
const perDescription = 12

/**
 * Writes texts into every field that somebody fills in, past the checks of the edge: what is shown must be safe whatever
 * stands in the store. `textOf(n)` is the n-th text; it may be called with any number.
 */
export const fillWith = async (
  world: HttpWorld,
  { side }: Everyone,
  textOf: (index: number) => string,
): Promise<Hostile> => {
  const { store } = world
  const { organisationId, jobId, applicationId, userId } = side.ids
  const [organisation, job, application, user] = [
    await store.get('organisations', organisationId),
    await store.get('jobs', jobId),
    await store.get('applications', applicationId),
    await store.get('users', userId),
  ]
  if (!organisation || !job || !application || !user) throw new Error('the side is not whole')
  await world.put(
    {
      op: 'put',
      collection: 'organisations',
      expected: organisation.revision,
      doc: { ...organisation.doc, name: textOf(0) },
    },
    { op: 'put', collection: 'users', expected: user.revision, doc: { ...user.doc, name: textOf(1) } },
    {
      op: 'put',
      collection: 'applications',
      expected: application.revision,
      doc: {
        ...application.doc,
        answers: [2, 3].map((index) => ({
          questionId: `q${index}`,
          question: textOf(index),
          answer: textOf(index + 50),
        })),
      },
    },
  )
  for (const personId of [side.personId, application.doc.personId]) await renamePerson(world, personId, textOf)
  const jobIds: string[] = []
  for (let index = 0; index < texts; index += 1) {
    const id = index === 0 ? jobId : makeId('jobs', new Uint8Array(16).fill(index + 20, 1).fill(7, 0, 1))
    const before = await store.get('jobs', id)
    const describes = index < texts / perDescription
    const lines = Array.from({ length: perDescription }, (_, line) => textOf(index * perDescription + line))
    const posting = {
      ...job.doc.posting,
      title: textOf(index),
      description: { text: describes ? lines.join('\n') : textOf(index), language: 'en' },
      questions: [{ id: 'q1', text: textOf(index + 1), answer: 'text' as const }],
      place: { ...job.doc.posting.place, label: textOf(index + 2) },
    }
    const doc = { ...job.doc, id, code: `T${String(index).padStart(5, '0')}`, posting, organisationName: textOf(3) }
    await world.put({ op: 'put', collection: 'jobs', expected: before?.revision ?? 'absent', doc })
    if (describes) jobIds.push(id)
  }
  return { jobIds }
}

const renamePerson = async (world: HttpWorld, personId: string, textOf: (index: number) => string): Promise<void> => {
  const person = await world.store.get('people', personId)
  if (!person) throw new Error('no such person')
  const work = person.doc.profile.work.map((one, index) => ({ ...one, said: textOf(60 + index) }))
  const profile = { ...person.doc.profile, work }
  await world.put({
    op: 'put',
    collection: 'people',
    expected: person.revision,
    doc: { ...person.doc, name: textOf(70), profile },
  })
}
