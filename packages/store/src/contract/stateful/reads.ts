import fc from 'fast-check'
import { by, type Command, collectionNames, command, processOf } from './commands.ts'
import { documentsEach, idOf } from './contents.ts'
import { findAfter, findIn, type Question } from './find.ts'
import { type Lookup, lookups } from './lookups.ts'
import { type Doc, type Kept, keptIn, type Reader } from './model.ts'
import { same } from './told.ts'

const collection = fc.constantFrom(...collectionNames)
const nth = fc.nat(documentsEach - 1)

const get = fc.tuple(by, collection, nth).map(([by, collection, nth]) => {
  const says = `${by}: get ${idOf(collection, nth)}`
  return command(says, async ({ documents }, processes) => {
    const id = idOf(collection, nth)
    same(says, await processOf(processes, by).get(collection, id), keptIn(documents, collection).get(id))
  })
})

const getMany = fc.tuple(by, collection, fc.array(nth, { maxLength: 4 })).map(([by, collection, all]) => {
  const ids = all.map((nth) => idOf(collection, nth))
  const says = `${by}: get ${ids.join(', ') || 'none'} at once`
  return command(says, async ({ documents }, processes) => {
    const found = await processOf(processes, by).getMany(collection, ids)
    const kept = [...new Set(ids)].flatMap((id) => keptIn(documents, collection).get(id) ?? [])
    same(says, byId(found), byId(kept))
  })
})

const byId = (kept: readonly Kept[]): readonly Kept[] => kept.toSorted((a, b) => (a.doc.id < b.doc.id ? -1 : 1))

const pages = fc.record({ limit: fc.integer({ min: 1, max: 4 }), order: fc.constantFrom('ascending', 'descending') })

const find = fc.tuple(by, lookups, pages).map(([by, chosen, page]) => {
  const says = `${by}: find ${chosen.says}, ${page.limit} ${page.order}`
  return command(says, async (model, processes) => {
    const reader = readerOf(says, chosen.lookup(model), page)
    if ((await reader.next(model, processOf(processes, by))) === 'more') model.readers.push(reader)
  })
})

const nextPage = fc.tuple(by, fc.nat(2)).map(([by, back]) =>
  command(`${by}: next page of ${back ? `${back} before the last` : 'the last'}`, async (model, processes) => {
    const at = model.readers.length - 1 - back
    const reader = model.readers[at]
    if ((await reader?.next(model, processOf(processes, by))) === 'ended') model.readers.splice(at, 1)
  }),
)

type Paging = { readonly limit: number; readonly order: Question['order'] }

/** A cursor stands at the last document of its page, whatever becomes of that or of others. */
export const readerOf = (says: string, { question, find }: Lookup, { limit, order }: Paging): Reader => {
  let [last, after]: readonly [Doc?, string?] = []
  return {
    next: async (model, store) => {
      const all =
        last === undefined ? findIn(model, { ...question, order }) : findAfter(model, { ...question, order }, last)
      const items = all.slice(0, limit)
      const page = await find(store, { limit, order, ...(after === undefined ? {} : { after }) })
      same(`${says}${last === undefined ? '' : `, the page after ${last.id}`}`, page.items, items)
      same(`${says}: whether more follow`, page.cursor !== undefined, all.length > limit)
      ;[last, after] = [items.at(-1)?.doc ?? last, page.cursor]
      return after === undefined ? 'ended' : 'more'
    },
  }
}

const count = fc.tuple(by, lookups, fc.integer({ min: 1, max: 6 })).map(([by, chosen, atMost]) => {
  const says = `${by}: count ${chosen.says}, at most ${atMost}`
  return command(says, async (model, processes) => {
    const { question, count } = chosen.lookup(model)
    const found = findIn(model, { ...question, order: 'ascending' }).length
    same(says, await count(processOf(processes, by), atMost), Math.min(found, atMost))
  })
})

/** What came since the last look: all that changed in collections with a feed, and nothing else. */
const since = by.map((by) =>
  command(`${by}: changes since the last look`, async ({ feed }, processes) => {
    const told = await processOf(processes, by).changesSince({ after: feed.token })
    if ('lost' in told) throw new Error('the token of the last look is lost')
    const last = new Map(
      told.events.map(({ collection, id, deleted }) => [`${collection}/${id}`, deleted ? 'deleted' : 'put']),
    )
    same('changes since the last look', inOrder(last), inOrder(feed.changed))
    feed.token = told.token
    feed.changed.clear()
  }),
)

const inOrder = (changes: ReadonlyMap<string, string>): readonly string[] =>
  [...changes].map(([name, what]) => `${name} ${what}`).sort()

export const reads: fc.Arbitrary<Command> = fc.oneof(
  get,
  getMany,
  { weight: 3, arbitrary: find },
  { weight: 2, arbitrary: nextPage },
  count,
  since,
)
