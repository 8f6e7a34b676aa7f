import type { CollectionName } from '@rolecall/core/model/collections'
import type { Change } from '@rolecall/core/ports/store'
import fc from 'fast-check'
import {
  account,
  consent,
  job,
  membership,
  organisation,
  putAccount,
  putConsent,
  putJob,
  putMembership,
  putOrganisation,
  putTask,
  task,
} from '../samples.ts'
import { now as past } from '../world.ts'
import type { Model } from './model.ts'

/** Where a document is put: `nth` of its collection's few. */
export type Place = { readonly nth: number; readonly model: Model; readonly expected: number | 'absent' | 'if-absent' }

/** What a document may hold, with few values, so that they meet. */
export type Content = {
  readonly collection: CollectionName
  readonly says: string
  readonly put: (place: Place) => Change
}

/** In UTF-16 the fox comes before the wide tilde, in UTF-8 after it. */
const names = ['a', 'é', '🦊', '～', 'b', 'c']
export const documentsEach = names.length
export const idOf = (collection: CollectionName, nth: number): string => `${collection}-${names[nth]}`

/** Three lanes of two tasks each; the third belongs to another queue. */
const lanes = 3
export const queueOf = (lane: number) => (lane === 2 ? 'match' : 'receive')
export const laneName = ({ run }: Model, lane: number): string => `lane ${lane} of run ${run}`

const content = <F>(
  collection: CollectionName,
  fields: fc.Arbitrary<F>,
  put: (id: string, fields: F, place: Place) => Change,
): fc.Arbitrary<Content> =>
  fields.map((chosen) => ({
    collection,
    says: JSON.stringify(chosen),
    put: (place) => put(idOf(collection, place.nth), chosen, place),
  }))

const perhaps = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(arbitrary, { nil: undefined })
const word = fc.constantFrom('x', 'y', 'z')
const moment = fc.nat(2).map((at) => past + at)

const organisations = content(
  'organisations',
  fc.record({ state: fc.constantFrom('pending', 'vetted'), createdAt: moment }),
  (id, fields, { expected }) => putOrganisation({ ...organisation(id), ...fields }, expected),
)

const jobs = content(
  'jobs',
  fc.record({ code: word, state: fc.constantFrom('draft', 'open'), publishedAt: perhaps(moment) }),
  (id, { publishedAt, ...fields }, { expected }) =>
    putJob(job(id, { ...fields, ...(publishedAt === undefined ? {} : { publishedAt }) }), expected),
)

const accounts = content(
  'accounts',
  fc.record({ userKey: perhaps(word), phoneKey: perhaps(word), lastInboundAt: moment }),
  (id, { userKey, phoneKey, lastInboundAt }, { expected }) => {
    const { userKey: _, ...rest } = account(id, { lastInboundAt })
    const keys = {
      ...(userKey === undefined ? {} : { userKey }),
      ...(phoneKey === undefined ? {} : { phoneKey }),
    }
    return putAccount({ ...rest, ...keys }, expected)
  },
)

const memberships = content(
  'memberships',
  fc.record({ userId: word, organisationId: word, createdAt: moment }),
  (id, fields, { expected }) => putMembership(membership(id, fields), expected),
)

const consents = content('consents', fc.record({ personId: word, at: moment }), (id, fields, { expected }) =>
  putConsent(consent(id, fields), expected),
)

/** `dueIn`: from the moment of the commit, in milliseconds. */
const tasks = content(
  'tasks',
  fc.record({
    order: fc.constantFrom(1, 1.5, 2),
    dueIn: fc.constantFrom(0, -1000, 1000, 20_000, 600_000),
    state: fc.oneof({ weight: 4, arbitrary: fc.constant('ready' as const) }, fc.constantFrom('done', 'dead')),
  }),
  (id, { order, dueIn, state }, { nth, model, expected }) => {
    const lane = nth % lanes
    const { payload, ...rest } = task(id, {
      lane: laneName(model, lane),
      queue: queueOf(lane),
      order,
      dueAt: model.now + dueIn,
      state,
      at: past + order * 2,
    })
    return putTask(state === 'done' ? rest : { ...rest, payload }, expected)
  },
)

export const contents: fc.Arbitrary<Content> = fc.oneof(
  { weight: 1, arbitrary: organisations },
  { weight: 2, arbitrary: jobs },
  { weight: 2, arbitrary: accounts },
  { weight: 2, arbitrary: memberships },
  { weight: 1, arbitrary: consents },
  { weight: 4, arbitrary: tasks },
)
