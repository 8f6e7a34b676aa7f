import type { CollectionName, DocumentOf, IndexOf } from '@rolecall/core/model/collections'
import type { Page, Store } from '@rolecall/core/ports/store'
import fc from 'fast-check'
import { now as past } from '../world.ts'
import { laneName } from './contents.ts'
import type { Question } from './find.ts'
import type { Model } from './model.ts'

type Paging = { readonly limit: number; readonly order: Question['order']; readonly after?: string }

/** A query that can be put to the model and to a store. */
export type Lookup = {
  readonly question: Omit<Question, 'order'>
  readonly find: (store: Store, paging: Paging) => Promise<Page<DocumentOf<CollectionName>>>
  readonly count: (store: Store, atMost: number) => Promise<number>
}

type Range = { readonly from?: number; readonly below?: number }
type Asked = { readonly where: readonly (string | number)[]; readonly range?: Range | undefined }

const lookup = <C extends CollectionName>(collection: C, index: IndexOf<C>, { where, range }: Asked): Lookup => {
  const query = { index, where, ...(range === undefined ? {} : { range }) }
  return {
    question: { collection, index, where, range },
    find: (store, paging) => store.find(collection, { ...query, ...paging }),
    count: (store, atMost) => store.count(collection, { ...query, atMost }),
  }
}

/** Every document of every collection that the commands write to, by an index that leaves none out. */
export const everything: readonly Lookup[] = [
  lookup('organisations', 'state', { where: [] }),
  lookup('jobs', 'published', { where: [] }),
  lookup('accounts', 'silent', { where: [] }),
  lookup('memberships', 'user', { where: [] }),
  lookup('consents', 'person', { where: [] }),
  lookup('tasks', 'state', { where: [] }),
]

const word = fc.constantFrom('x', 'y', 'z')
const moment = fc.nat(2).map((at) => past + at)
const bounds = fc.record({ from: fc.nat(2), below: fc.integer({ min: 1, max: 3 }) }, { requiredKeys: [] })
/** Bounds as whole numbers above some first one. */
const range = (first: number): fc.Arbitrary<Range | undefined> =>
  fc.option(
    bounds.map(({ from, below }) => ({
      ...(from === undefined ? {} : { from: first + from }),
      ...(below === undefined ? {} : { below: first + below }),
    })),
    { nil: undefined },
  )

/** A query on the fields up to some one, with a range on the next where it is a number. */
const asked = (where: fc.Arbitrary<readonly (string | number)[]>, first?: number): fc.Arbitrary<Asked> =>
  first === undefined ? fc.record({ where }) : fc.record({ where, range: range(first) })

const none = fc.constant([])
const jobState = fc.constantFrom('draft', 'open')
const taskState = fc.constantFrom('ready', 'done', 'dead')

/** `lookup` needs the model where it names a lane. */
type Chosen = { readonly says: string; readonly lookup: (model: Model) => Lookup }

const of = <C extends CollectionName>(
  collection: C,
  index: IndexOf<C>,
  ...all: readonly fc.Arbitrary<Asked>[]
): fc.Arbitrary<Chosen> =>
  fc
    .oneof(...all)
    .map((one) => ({ says: inWords(collection, index, one), lookup: () => lookup(collection, index, one) }))

const inWords = (collection: string, index: string, { where, range }: Asked): string =>
  `${collection} by ${index} ${JSON.stringify(where)}${range ? ` ${JSON.stringify(range)}` : ''}`

export const lookups: fc.Arbitrary<Chosen> = fc.oneof(
  fc.constantFrom(...everything).map((one) => ({
    says: `${one.question.collection} by ${one.question.index}`,
    lookup: () => one,
  })),
  of('organisations', 'state', asked(fc.tuple(fc.constantFrom('pending', 'vetted')), past)),
  of('jobs', 'code', asked(none), asked(fc.tuple(word))),
  of('jobs', 'published', asked(fc.tuple(jobState), past), asked(fc.tuple(jobState, moment))),
  of('accounts', 'user', asked(fc.tuple(word))),
  of('accounts', 'phone', asked(fc.tuple(word))),
  of('accounts', 'silent', asked(fc.tuple(fc.constant('active')), past)),
  of('memberships', 'pair', asked(none), asked(fc.tuple(word)), asked(fc.tuple(word, word))),
  of('memberships', 'organisation', asked(fc.tuple(word), past)),
  of('consents', 'person', asked(fc.tuple(word), past), asked(fc.tuple(word, moment))),
  of('tasks', 'state', asked(fc.tuple(taskState), past)),
  fc.tuple(fc.nat(2), taskState, range(1)).map(([lane, state, range]) => ({
    says: inWords('tasks', 'lane', { where: [lane, state], range }),
    lookup: (model: Model) => lookup('tasks', 'lane', { where: [laneName(model, lane), state], range }),
  })),
)
