import { featuresOf } from '../../vectors/features.ts'
import type { Pair } from './pairs.ts'
import { type Random, shuffle } from './random.ts'

/** Everything that the threads read, in memory that they share. Texts are lists of rows: `rows[starts[i]..starts[i + 1]]`. */
export interface TrainingSet {
  readonly starts: Uint32Array<SharedArrayBuffer>
  readonly rows: Uint32Array<SharedArrayBuffer>
  /** By pair, in the order of training, a whole number of batches: its two texts, and its group. */
  readonly lefts: Int32Array<SharedArrayBuffer>
  readonly rights: Int32Array<SharedArrayBuffer>
  readonly groups: Int32Array<SharedArrayBuffer>
}

/** Rows are for the features that most texts of at most so many words have: of longer ones they would be chance. */
const wordsOfTitle = 8

export function createTrainingSet(
  pairs: readonly Pair[],
  { mostFeatures, batch, random }: { mostFeatures: number; batch: number; random: Random },
): { features: Uint32Array; set: TrainingSet } {
  const texts = [...new Set(pairs.flatMap(({ left, right }) => [left, right]))]
  const featuresByText = texts.map(featuresOf)
  const features = mostFrequent(
    featuresByText.filter((_, at) => (texts[at] ?? '').split(' ').length <= wordsOfTitle),
    mostFeatures,
  )
  const rowOf = new Map([...features].map((feature, row) => [feature, row]))
  const rowsByText = featuresByText.map((list) => [...list].flatMap((feature) => rowOf.get(feature) ?? []))
  return { features, set: { ...laidOut(rowsByText), ...ordered(pairs, texts, { batch, random }) } }
}

/** The features that stand in most texts, ascending. */
function mostFrequent(featuresByText: readonly Uint32Array[], most: number): Uint32Array {
  const counts = new Map<number, number>()
  for (const list of featuresByText)
    for (const feature of new Set(list)) counts.set(feature, (counts.get(feature) ?? 0) + 1)
  const kept = [...counts].sort(([a, countOfA], [b, countOfB]) => countOfB - countOfA || a - b).slice(0, most)
  return Uint32Array.from(kept, ([feature]) => feature).sort()
}

function laidOut(rowsByText: readonly number[][]): Pick<TrainingSet, 'starts' | 'rows'> {
  const starts = new Uint32Array(shared(rowsByText.length + 1))
  for (const [at, list] of rowsByText.entries()) starts[at + 1] = (starts[at] ?? 0) + list.length
  const rows = new Uint32Array(shared(starts.at(-1) ?? 0))
  for (const [at, list] of rowsByText.entries()) rows.set(list, starts[at])
  return { starts, rows }
}

function ordered(
  pairs: readonly Pair[],
  texts: readonly string[],
  { batch, random }: { batch: number; random: Random },
): Pick<TrainingSet, 'lefts' | 'rights' | 'groups'> {
  const textIds = new Map(texts.map((text, id) => [text, id]))
  const groupIds = new Map([...new Set(pairs.map(({ group }) => group))].map((group, id) => [group, id]))
  const order = [...pairs]
  shuffle(order, random)
  // The last batch is filled up from the beginning.
  const count = Math.ceil(order.length / batch) * batch
  const column = (numberOf: (pair: Pair) => number): Int32Array<SharedArrayBuffer> => {
    const values = new Int32Array(shared(count))
    for (let at = 0; at < count; at++) {
      const pair = order[at % order.length]
      values[at] = pair ? numberOf(pair) : 0
    }
    return values
  }
  return {
    lefts: column(({ left }) => textIds.get(left) ?? 0),
    rights: column(({ right }) => textIds.get(right) ?? 0),
    groups: column(({ group }) => groupIds.get(group) ?? 0),
  }
}

function shared(numbers: number): SharedArrayBuffer {
  return new SharedArrayBuffer(numbers * 4)
}
