import { create, insertMultiple, search } from '@orama/orama'
import lunr from 'lunr'
import MiniSearch from 'minisearch'
import { type JobFacts, token } from './facts.ts'

/** Ranks jobs by tokens; `keep` says whether a job may stand in the list. */
export type TextIndex = {
  readonly name: string
  readonly leavesOut: string
  find(tokens: readonly string[], keep: (id: string) => boolean): readonly string[]
}

const limit = 50
const textOf = (job: JobFacts): string =>
  [token('o', job.occupation), ...job.skills.map((skill) => token('s', skill))].join(' ')

export const indexInMiniSearch = (jobs: readonly JobFacts[]): TextIndex => {
  const index = new MiniSearch<{ id: string; text: string }>({ fields: ['text'] })
  index.addAll(jobs.map((job) => ({ id: job.id, text: textOf(job) })))
  return {
    name: 'MiniSearch 7.2.0',
    leavesOut: 'score by BM25 of tokens; constraints by its filter',
    find: (tokens, keep) =>
      index
        .search(tokens.join(' '), { filter: ({ id }) => keep(id) })
        .slice(0, limit)
        .map(({ id }) => id),
  }
}

export const indexInLunr = (jobs: readonly JobFacts[]): TextIndex => {
  const index = lunr(function build() {
    this.ref('id')
    this.field('text')
    this.pipeline.remove(lunr.stemmer)
    this.searchPipeline.remove(lunr.stemmer)
    for (const job of jobs) this.add({ id: job.id, text: textOf(job) })
  })
  return {
    name: 'lunr 2.3.9',
    leavesOut: 'score by BM25 of tokens; constraints after the search; no changes to an index',
    find: (tokens, keep) =>
      index
        .query((query) => query.term([...tokens], {}))
        .filter(({ ref }) => keep(ref))
        .slice(0, limit)
        .map(({ ref }) => ref),
  }
}

export const indexInOrama = async (jobs: readonly JobFacts[]): Promise<TextIndex> => {
  const database = create({ schema: { text: 'string' } as const })
  await insertMultiple(
    database,
    jobs.map((job) => ({ id: job.id, text: textOf(job) })),
    5000,
  )
  return {
    name: 'Orama 3.1.18',
    leavesOut: 'score by BM25 of tokens; constraints among its first 2,000 only',
    find(tokens, keep) {
      const found = search(database, { term: tokens.join(' '), limit: 2000, threshold: 1 })
      if (found instanceof Promise) throw new Error('Orama answers at once for a database without plugins')
      return found.hits
        .map(({ id }) => id)
        .filter(keep)
        .slice(0, limit)
    },
  }
}
