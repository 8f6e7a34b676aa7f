import { type Random, seededRandom } from './random.ts'
import { type Batch, measuresOf, Shard } from './shard.ts'
import { createSlopeFinder } from './slopes.ts'
import type { TrainingSet } from './training-set.ts'

/** What a thread needs to train one shard of several. Everything shared is made before the threads start. */
export interface ShardTask {
  readonly set: TrainingSet
  /** Which shard of `tables`. */
  readonly shard: number
  readonly tables: readonly Float32Array<SharedArrayBuffer>[]
  readonly dims: number
  readonly batch: number
  /** All shards leave out the same of each text: those of one seed. */
  readonly seed: number
  /** Each shard's measures of the current and the last step. */
  readonly exchange: readonly (readonly Float32Array<SharedArrayBuffer>[])[]
  /** How many steps each shard has measured. */
  readonly measured: Int32Array<SharedArrayBuffer>
}

/** How many steps are done, of how many. */
export type Tell = (done: number, total: number) => void

const firstRate = 0.1
/** The rate falls to this share of the first in a straight line. */
const lastShare = 0.1
const stepsBetweenNews = 100
/** How much of each text is left out each time, so that what is left says it too: no word or run of letters is leant on alone. */
const leftOut = 0.15

/** Trains shard by shard in step with the threads of the others: a step begins when all have measured the one before. */
export function trainShard(task: ShardTask, tell: Tell): void {
  const { set, shard: own, tables, dims, batch, seed, exchange, measured } = task
  const table = tables[own]
  if (table === undefined) throw new RangeError(`there is no shard ${own}`)
  const shard = new Shard({ table, dims, size: batch })
  const slopes = createSlopeFinder(batch)
  const sum = new Float32Array(measuresOf(batch))
  const random = seededRandom(seed)
  const steps = set.lefts.length / batch
  for (let step = 0; step < steps; step++) {
    const texts = batchAt(set, { step, batch, random })
    const measures = exchange[step % 2] ?? []
    const mine = measures[own]
    if (mine) shard.measure(texts, mine)
    meet(measured, own, step)
    sum.fill(0)
    for (const part of measures) for (let at = 0; at < sum.length; at++) sum[at] = (sum[at] ?? 0) + (part[at] ?? 0)
    const found = slopes.find(sum, set.groups.subarray(step * batch, (step + 1) * batch))
    shard.learn(texts, found, firstRate * (1 - (1 - lastShare) * (step / steps)))
    const done = step + 1
    if (own === 0 && (done % stepsBetweenNews === 0 || done === steps)) tell(done, steps)
  }
}

function batchAt(
  { starts, rows, lefts, rights }: TrainingSet,
  { step, batch, random }: { step: number; batch: number; random: Random },
): Batch {
  const textsOf = (ids: Int32Array) =>
    Array.from(ids.subarray(step * batch, (step + 1) * batch), (id) =>
      mostOf(rows.subarray(starts[id], starts[id + 1]), random),
    )
  return { left: textsOf(lefts), right: textsOf(rights) }
}

function mostOf(rows: Uint32Array, random: Random): Uint32Array {
  const kept = rows.filter(() => random.share() >= leftOut)
  return kept.length > 0 ? kept : rows
}

const spins = 2000

/** Says that shard `own` has measured `step`, and waits until all have. A step takes a millisecond: first it only looks. */
function meet(measured: Int32Array<SharedArrayBuffer>, own: number, step: number): void {
  Atomics.store(measured, own, step + 1)
  Atomics.notify(measured, own)
  for (let other = 0; other < measured.length; other++) {
    for (let looks = 0; looks < spins && Atomics.load(measured, other) <= step; looks++);
    for (let seen = Atomics.load(measured, other); seen <= step; seen = Atomics.load(measured, other))
      Atomics.wait(measured, other, seen)
  }
}
