import { create, insertMultiple, search } from '@orama/orama'
import lunr from 'lunr'
import MiniSearch from 'minisearch'
import { limit } from './peer.ts'

/** Finds documents by tokens. `score`: of one that may stand in the list, else undefined. */
export type TextIndex = {
  readonly name: string
  readonly leavesOut: string
  find(tokens: readonly string[], score: (id: string) => number | undefined): readonly string[]
}
/** The text holds the tokens of kinds of work, as only these say who may stand in a list. */
export type TextDocument = { readonly id: string; readonly text: string }

/** Builders: whoever asks them lets one index go before the next is built. */
export const textIndexes: readonly ((documents: Iterable<TextDocument>) => Promise<TextIndex>)[] = [
  async (documents) => inMiniSearch(documents),
  async (documents) => inOrama(documents),
  async (documents) => inLunr(documents),
]

const inMiniSearch = (documents: Iterable<TextDocument>): TextIndex => {
  const index = new MiniSearch<TextDocument>({ fields: ['text'] })
  for (const document of documents) index.add(document)
  return {
    name: 'MiniSearch 7.2.0',
    leavesOut: 'constraints and order in code of ours',
    find: (tokens, score) => best(index.search(tokens.join(' ')), ({ id }) => id, score),
  }
}

const inLunr = (documents: Iterable<TextDocument>): TextIndex => {
  const index = lunr(function build() {
    this.ref('id')
    this.field('text')
    this.pipeline.reset()
    this.searchPipeline.reset()
    for (const document of documents) this.add(document)
  })
  return {
    name: 'lunr 2.3.9',
    leavesOut: 'constraints and order in code of ours; no changes to an index',
    find: (tokens, score) =>
      best(
        index.query((query) => query.term([...tokens], {})),
        ({ ref }) => ref,
        score,
      ),
  }
}

const inOrama = async (documents: Iterable<TextDocument>): Promise<TextIndex> => {
  const database = create({ schema: { text: 'string' } as const, sort: { enabled: false } })
  const all = [...documents]
  await insertMultiple(database, all, 5000)
  return {
    name: 'Orama 3.1.18',
    leavesOut: 'constraints and order in code of ours',
    find(tokens, score) {
      const found = search(database, { term: tokens.join(' '), limit: all.length, threshold: 1 })
      if (found instanceof Promise) throw new Error('Orama answers at once for a database without plugins')
      return best(found.hits, ({ id }) => id, score)
    },
  }
}

/** None of them can be told the constraints: what they find is gone through, and the best are kept. */
const best = <Hit>(
  hits: readonly Hit[],
  idOf: (hit: Hit) => string,
  scoreOf: (id: string) => number | undefined,
): readonly string[] => {
  const kept: { readonly id: string; readonly score: number }[] = []
  for (const hit of hits) {
    const id = idOf(hit)
    const score = scoreOf(id)
    if (score !== undefined) kept.push({ id, score })
  }
  return kept
    .toSorted((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1))
    .slice(0, limit)
    .map(({ id }) => id)
}
