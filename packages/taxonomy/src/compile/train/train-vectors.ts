import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { VectorData } from '../../vectors/vector-table.ts'
import type { Pair } from './pairs.ts'
import type { Random } from './random.ts'
import { measuresOf } from './shard.ts'
import type { ShardTask, Tell } from './train-shard.ts'
import { createTrainingSet } from './training-set.ts'

const shards = 2
const dims = 192
const batch = 256
const startWidth = 0.1

/**
 * Trains a table of at most `mostFeatures` rows on two threads. The same pairs and seed give the same table on one kind of
 * machine: each thread has half of the dimensions, and what they tell each other is added in one order.
 */
export async function trainVectors(
  pairs: readonly Pair[],
  { mostFeatures, random, tell }: { mostFeatures: number; random: Random; tell?: Tell },
): Promise<VectorData> {
  const { features, set } = createTrainingSet(pairs, { mostFeatures, batch, random })
  const width = dims / shards
  const tables = Array.from({ length: shards }, () => startingTable(features.length * width, random))
  const shared = {
    set,
    tables,
    dims: width,
    batch,
    seed: random.below(2 ** 31),
    exchange: [0, 1].map(() => tables.map(() => new Float32Array(new SharedArrayBuffer(measuresOf(batch) * 4)))),
    measured: new Int32Array(new SharedArrayBuffer(shards * 4)),
  }
  await Promise.all(tables.map((_, shard) => runShard({ ...shared, shard }, tell)))
  return { dims, features, ...quantised(tables, features.length) }
}

function startingTable(length: number, random: Random): Float32Array<SharedArrayBuffer> {
  const table = new Float32Array(new SharedArrayBuffer(length * 4))
  for (let at = 0; at < length; at++) table[at] = (random.share() - 0.5) * startWidth
  return table
}

async function runShard(task: ShardTask, tell?: Tell): Promise<void> {
  const worker = new Worker(new URL('./train-worker.ts', import.meta.url), { workerData: task })
  if (tell) worker.on('message', ([done, total]: Parameters<Tell>) => tell(done, total))
  const [code] = await once(worker, 'exit')
  if (code !== 0) throw new Error(`a thread of the training ended with ${code}`)
}

/** Each row as whole numbers from -127 to 127 of its own scale. */
function quantised(tables: readonly Float32Array[], rows: number): Pick<VectorData, 'scales' | 'values'> {
  const width = dims / tables.length
  const scales = new Float32Array(rows)
  const values = new Int8Array(rows * dims)
  for (let row = 0; row < rows; row++) {
    const parts = tables.map((table) => table.subarray(row * width, (row + 1) * width))
    const scale =
      Math.max(...parts.map((part) => part.reduce((most, value) => Math.max(most, Math.abs(value)), 0))) / 127
    scales[row] = scale
    if (scale === 0) continue
    for (const [shard, part] of parts.entries())
      for (const [d, value] of part.entries()) values[row * dims + shard * width + d] = Math.round(value / scale)
  }
  return { scales, values }
}
