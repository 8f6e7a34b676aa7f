import type { DocumentOf } from '@rolecall/core/model/collections'
import type { Store } from '@rolecall/core/ports/store'
import { jobOf } from '@rolecall/server/http/testing/board'
import { createHttpWorld, type HttpWorld } from '@rolecall/server/http/testing/http-world'
import { createRandom, type Random, zipf } from '../match/seeded.ts'

type Job = DocumentOf<'jobs'>

const jobs = 10_000
/** Old links and search engines lead to jobs that have ended: every tenth of them here. */
const endedOf = 10
const requests = 100_000
const writeShare = 0.02
const atOnce = 500

type Reads = { pages: number; feed: number }

/**
 * 100,000 requests for the pages of 10,000 jobs, drawn by Zipf's law (exponent 1), of which 2 % change the job instead, through
 * the whole HTTP surface over SQLite in memory: what is read of the store for pages, and by the replicas that follow its feed.
 */
export const benchReplay = async (): Promise<string> => {
  const without = await replay({ caches: false })
  const having = await replay({ caches: true })
  const saved = (of: (reads: Reads) => number) => `${(100 * (1 - of(having) / of(without))).toFixed(1)} %`
  const row = (name: string, of: (reads: Reads) => number) =>
    `| ${name} | ${of(without)} | ${of(having)} | ${saved(of)} |`
  return [
    `| reads of the store, ${requests} requests for ${jobs} jobs, 2 % of them writes | without caches | with | saved |`,
    '|---|---|---|---|',
    row('for pages', ({ pages }) => pages),
    row('for pages, and by the replicas that follow the feed', ({ pages, feed }) => pages + feed),
  ].join('\n')
}

const replay = async ({ caches }: { readonly caches: boolean }): Promise<Reads> => {
  const count = { reads: 0 }
  // A feed that is never heard of has every page ask the store, as it was before there were caches.
  await using world = await createHttpWorld({ inMemory: true, store: counted(count), isFresh: () => caches })
  const random = createRandom(7)
  const all = shuffled(
    Array.from({ length: jobs }, (_, at): Job => ({ ...jobOf({ title: 'Cook' }, at), state: stateOf(at) })),
    random,
  )
  for (let at = 0; at < all.length; at += atOnce)
    await world.put(
      ...all.slice(at, at + atOnce).map((doc) => ({ op: 'put', collection: 'jobs', doc, expected: 'absent' }) as const),
    )
  const revisions = new Map(all.map(({ id }) => [id, 1]))
  const ranks = zipf(jobs, 1)
  const reads: Reads = { pages: 0, feed: 0 }
  for (let request = 0; request < requests; request += 1) {
    const job = all[random.index(ranks)]
    if (job === undefined) continue
    count.reads = 0
    if (random.chance(writeShare)) {
      const expected = revisions.get(job.id) ?? 1
      await world.put({ op: 'put', collection: 'jobs', doc: { ...job, updatedAt: world.now + request }, expected })
      revisions.set(job.id, expected + 1)
      reads.feed += count.reads
    } else {
      await readPage(world, job)
      reads.pages += count.reads
    }
  }
  return reads
}

const stateOf = (at: number): Job['state'] => (at % endedOf === 0 ? 'closed' : 'open')

const readPage = async (world: HttpWorld, job: Job): Promise<void> => {
  const { statusCode } = await world.app.inject(`/jobs/${job.id}-cook`)
  if (statusCode !== (job.state === 'open' ? 200 : 410)) throw new Error(`a page was answered with ${statusCode}`)
}

/** Documents read, by key or by a query, count one each; a read that finds nothing counts one too. */
const counted =
  (count: { reads: number }) =>
  (real: Store): Store => ({
    ...real,
    get: (collection, id) => {
      count.reads += 1
      return real.get(collection, id)
    },
    getMany: (collection, ids) => {
      count.reads += ids.length
      return real.getMany(collection, ids)
    },
    find: async (collection, query) => {
      const page = await real.find(collection, query)
      count.reads += Math.max(1, page.items.length)
      return page
    },
  })

/** So that what is asked for often is not what was put first. */
const shuffled = (all: readonly Job[], random: Random): readonly Job[] =>
  all
    .map((job) => ({ job, at: random.next() }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ job }) => job)
