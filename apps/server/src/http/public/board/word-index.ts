import { tokenise } from '@rolecall/taxonomy/fold'
import { linkWords } from '@rolecall/taxonomy/stop-words'
import type { Taxonomy } from '@rolecall/taxonomy/types'
import SearchableMap from 'minisearch/SearchableMap'
import type { Entry, Job } from './entry.ts'

/** How well a job fits, in steps: 0 not at all. */
export type Fit = (entry: Entry) => number

export type WordIndex = {
  put(slot: number, job: Job): void
  remove(slot: number): void
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
  const places: Places = new SearchableMap()
  const wordsBySlot: (readonly string[])[] = []
  const remove = (slot: number) => {
    for (const word of wordsBySlot[slot] ?? []) {
      const slots = places.get(word)
      slots?.delete(slot)
      if (slots?.size === 0) places.delete(word)
    }
    wordsBySlot[slot] = []
  }
  return {
    put(slot, job) {
      remove(slot)
      const weights = weightsOf(job, taxonomy)
      wordsBySlot[slot] = [...weights.keys()]
      for (const [word, weight] of weights) {
        const slots = places.get(word)
        if (slots === undefined) places.set(word, new Map([[slot, weight]]))
        else slots.set(slot, weight)
      }
    },
    remove,
    read(q, lang) {
      const words = wordsOf(q)
      if (words.length === 0) return undefined
      const telling = words.filter((word) => !linkWords.has(word))
      const held = holding(places, { words: telling.length === 0 ? words : telling, slots: wordsBySlot.length })
      const named = readWork(q, lang, taxonomy)
      return ({ slot, job }) => {
        const share = held[slot] ?? 0
        const work = named(job.posting.occupation)
        // Whatever is found has a fit, however small its share.
        return share === 0 && work === 0 ? 0 : 1 + Math.round(steps * (share + work))
      }
    },
  }
}

/** For each word the jobs that hold it, by their slots, with the weight of where. */
type Places = SearchableMap<Map<number, number>>

const wordsOf = (text: string): string[] => [...new Set(tokenise(text).map((token) => token.text))]

/** Where a word stands says how much it tells; of several places the one that tells most counts. */
const weightsOf = ({ posting, organisationName }: Job, taxonomy: Taxonomy): ReadonlyMap<string, number> => {
  const labels = Object.values(taxonomy.occupation(posting.occupation)?.labels ?? {})
  const texts = [
    [posting.place.label, 0.4],
    [labels.join(' '), 0.6],
    [organisationName, 0.8],
    [posting.title, 1],
  ] as const
  return new Map(texts.flatMap(([text, weight]) => wordsOf(text).map((word): [string, number] => [word, weight])))
}

type Query = { readonly words: readonly string[]; readonly slots: number }

/** By slot how well a job holds all of the words, 0 to 1: as they are written, else but for typing errors. */
const holding = (places: Places, query: Query): Float32Array => {
  const exact = sharesOf(query, (word) => beginningSo(places, word))
  return exact.some((share) => share > 0) ? exact : sharesOf(query, (word) => like(places, word))
}

type Reading = { readonly slots: ReadonlyMap<number, number>; readonly likeness: number }

const sharesOf = ({ words, slots }: Query, read: (word: string) => Iterable<Reading>): Float32Array => {
  let sums = new Float32Array(slots)
  for (const [at, word] of words.entries()) {
    const best = new Float32Array(slots)
    for (const reading of read(word))
      for (const [slot, weight] of reading.slots)
        if (at === 0 || (sums[slot] ?? 0) > 0) best[slot] = Math.max(best[slot] ?? 0, weight * reading.likeness)
    sums = best.map((own, slot) => (own === 0 ? 0 : own + (sums[slot] ?? 0)))
  }
  return sums.map((sum) => sum / words.length)
}

/** The word, and those that begin with it. */
function* beginningSo(places: Places, word: string): Generator<Reading> {
  for (const [other, slots] of places.atPrefix(word)) yield { slots, likeness: other === word ? 1 : 0.7 }
}

/** And those that are a typing error away: one letter in five, of words that are not so short that they are other words soon. */
function* like(places: Places, word: string): Generator<Reading> {
  yield* beginningSo(places, word)
  if (word.length < 5) return
  for (const [slots, edits] of places.fuzzyGet(word, Math.round(word.length / 5)).values())
    yield { slots, likeness: 0.7 - edits / 10 }
}

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
