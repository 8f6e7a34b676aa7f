import { tokenise } from '@rolecall/taxonomy/fold'
import { linkWords } from '@rolecall/taxonomy/stop-words'
import type { Taxonomy } from '@rolecall/taxonomy/types'
import MiniSearch from 'minisearch'
import type { Entry, Job } from './entry.ts'

/** How well a job fits, in steps: 0 not at all. */
export type Fit = (entry: Entry) => number

export type WordIndex = {
  /** A job that is not in it. */
  put(job: Job): void
  remove(jobId: string): void
  /** Undefined where there is no word in `q`. `lang`: of whoever writes, a BCP 47 tag. */
  read(q: string, lang: string): Fit | undefined
}

/** Fits that differ by less count alike: then the newer job comes first. */
const steps = 4

/**
 * What words find: jobs that hold all of them (in title, employer, occupation or place, from the beginning of a word on), jobs
 * of an occupation that they name, and, where no job holds them, those that hold them but for typing errors.
 */
export const createWordIndex = (taxonomy: Taxonomy): WordIndex => {
  const index = new MiniSearch<Texts>({
    fields: ['title', 'employer', 'work', 'place'],
    tokenize: wordsOf,
    processTerm: (word) => word,
    searchOptions: { combineWith: 'AND', prefix: (word) => word.length > 1, boost: { title: 3, employer: 2 } },
  })
  return {
    put(job) {
      index.add(textsOf(job, taxonomy))
    },
    remove(jobId) {
      if (index.has(jobId)) index.discard(jobId)
    },
    read(q, lang) {
      const words = wordsOf(q)
      if (words.length === 0) return undefined
      const telling = words.filter((word) => !linkWords.has(word))
      const shares = sharesOf(index, telling.length === 0 ? words : telling)
      const named = readWork(q, lang, taxonomy)
      return ({ job }) => {
        const share = shares.get(job.id)
        const work = named(job.posting.occupation)
        // Whatever is found has a fit, however small its share.
        return share === undefined && work === 0 ? 0 : 1 + Math.round(steps * ((share ?? 0) + work))
      }
    },
  }
}

type Texts = {
  readonly id: string
  readonly title: string
  readonly employer: string
  readonly work: string
  readonly place: string
}

const textsOf = ({ id, posting, organisationName }: Job, taxonomy: Taxonomy): Texts => ({
  id,
  title: posting.title,
  employer: organisationName,
  work: Object.values(taxonomy.occupation(posting.occupation)?.labels ?? {}).join(' '),
  place: posting.place.label,
})

const wordsOf = (text: string): string[] => tokenise(text).map((token) => token.text)

/** By job how well it holds all of the words, the best 1: as they are written, else but for typing errors. */
const sharesOf = (index: MiniSearch<Texts>, words: readonly string[]): ReadonlyMap<string, number> => {
  const query = words.join(' ')
  const exact = index.search(query)
  const found = exact.length > 0 ? exact : index.search(query, { fuzzy: allowedEdits })
  const best = found[0]?.score ?? 1
  return new Map(found.map(({ id, score }) => [String(id), score / best]))
}

/** One in five letters; a word of four is another word soon. */
const allowedEdits = (word: string): number | false => (word.length > 4 ? 0.2 : false)

/** Surely named, a typing error apart; and near enough to be the same kind of work. */
const leastConfidence = 0.6
const leastNearness = 0.75

/** How near an occupation is to one that the words name, 0 where it is other work. */
const readWork = (q: string, lang: string, taxonomy: Taxonomy): ((occupation: string) => number) => {
  const named = taxonomy
    .findOccupations(q, { languages: [lang] })
    .filter(({ confidence }) => confidence >= leastConfidence)
  const known = new Map<string, number>()
  return (occupation) => {
    const before = known.get(occupation)
    if (before !== undefined) return before
    const nearness = Math.max(0, ...named.map(({ id }) => taxonomy.nearness(id, occupation)))
    const work = nearness >= leastNearness ? nearness : 0
    known.set(occupation, work)
    return work
  }
}
