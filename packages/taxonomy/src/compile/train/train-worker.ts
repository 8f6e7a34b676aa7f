import { parentPort, workerData } from 'node:worker_threads'
import { type ShardTask, trainShard } from './train-shard.ts'

/** A thread that trains one shard, and tells how far it is. */
trainShard(workerData as ShardTask, (done, total) => parentPort?.postMessage([done, total]))
