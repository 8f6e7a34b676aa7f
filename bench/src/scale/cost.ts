import { type Cluster, startCluster } from '@rolecall/faults/cluster/cluster'
import { registering } from '../replies/registering.ts'
import { type ReplySink, startReplySink } from '../replies/reply-sink.ts'
import { postAtPace, writeAtPace } from '../replies/write-at-pace.ts'
import { whatsappEnv } from '../rolecall-process.ts'
import { quantile } from '../statistics.ts'
import { signedStatus } from '../webhook-body.ts'
import { cpuOfParts, eachPart, type OfParts } from './parts.ts'

/** Enough to keep one process of each role busy: with little to do each message pays alone for what many share. */
export const perSecond = 60
const statusesPerSecond = 80
const warmUpSeconds = 30
const idleSeconds = 10
const seconds = 30
/** How fast messages come where the time to a reply is taken. */
export const busyPerSecond = 100
const busySeconds = 20
/** Messages whose statuses are posted. */
const reported = 400
const states = ['sent', 'delivered', 'read'] as const

export type Cost = {
  /** Processes of each role. */
  readonly processes: number
  /** Milliseconds of CPU for each message, its replies included; what the parts take with nothing to do is left out. */
  readonly messageMs: OfParts
  /** The same for each status of a message that was sent. */
  readonly statusMs: OfParts
  /** Milliseconds of CPU a second with nothing to do. */
  readonly idleMs: OfParts
  /** Messages that were delivered for each that came in. */
  readonly replies: number
  /** From a webhook to its reply, milliseconds, at the pace at which costs are taken, and at 100 a second. */
  readonly quiet: Times
  readonly busy: Times
  /** That the database grew by for each message, its replies included, before it is compressed. */
  readonly bytes: number
}

export type Times = { readonly p50: number; readonly p99: number }

/**
 * What a message costs from its webhook to its reply, through the balancer, with so many processes of each role. MongoDB is one
 * member, since in production each has a machine of its own.
 */
export const costWith = async (processes: number): Promise<Cost> => {
  await using sink = await startReplySink()
  const env = { ...whatsappEnv, WHATSAPP_GRAPH_URL: sink.graphUrl }
  const roles = [...Array<'web'>(processes).fill('web'), ...Array<'worker'>(processes).fill('worker')]
  await using cluster = await startCluster({ env }, { roles, databaseMembers: 1 })
  const { url } = cluster.balancer
  const pace = { url, sink, texts: registering, perSecond }
  await writeAtPace({ ...pace, run: 0, seconds: warmUpSeconds })
  await sink.settled()
  await postStatuses(url, sink, 0)
  await rest()
  const idle = await takenBy(cluster, () => new Promise((resolve) => setTimeout(resolve, idleSeconds * 1000)))
  const idleMs = eachPart((name) => idle.cpuMs[name] / idle.seconds)
  const [timesBefore, takenBefore] = [sink.times.length, sink.taken.length]
  const bytesBefore = await cluster.mongo.bytes('rolecall')
  const writing = await takenBy(cluster, async () => {
    await writeAtPace({ ...pace, run: 1, seconds })
    await sink.settled()
  })
  await rest()
  const replies = sink.taken.length - takenBefore
  const quiet = timesIn(sink.times.slice(timesBefore))
  const bytes = (await cluster.mongo.bytes('rolecall')) - bytesBefore
  const reporting = await takenBy(cluster, async () => {
    await postStatuses(url, sink, takenBefore)
    await rest()
  })
  const busyFrom = sink.times.length
  await writeAtPace({ ...pace, run: 2, perSecond: busyPerSecond, seconds: busySeconds })
  await sink.settled()
  const messages = perSecond * seconds
  const above = (run: Run, count: number) => eachPart((name) => (run.cpuMs[name] - idleMs[name] * run.seconds) / count)
  return {
    processes,
    messageMs: above(writing, messages),
    statusMs: above(reporting, reported * states.length),
    idleMs,
    replies: replies / messages,
    quiet,
    busy: timesIn(sink.times.slice(busyFrom + busyPerSecond)),
    bytes: bytes / messages,
  }
}

type Run = { readonly cpuMs: OfParts; readonly seconds: number }

const takenBy = async (cluster: Cluster, work: () => Promise<void>): Promise<Run> => {
  const [before, startedAt] = [cpuOfParts(cluster), performance.now()]
  await work()
  const after = cpuOfParts(cluster)
  return { cpuMs: eachPart((name) => after[name] - before[name]), seconds: (performance.now() - startedAt) / 1000 }
}

const timesIn = (times: readonly number[]): Times => ({ p50: quantile(times, 0.5), p99: quantile(times, 0.99) })

/** Of the first messages since this one that they were sent, delivered and read. */
const postStatuses = async (url: string, sink: ReplySink, from: number): Promise<void> => {
  const all = sink.taken.slice(from, from + reported)
  for (const state of states)
    await postAtPace(url, statusesPerSecond, all.length, (index) => {
      const taken = all[index]
      if (taken === undefined) throw new Error('more statuses than messages')
      return signedStatus(taken, state)
    })
}

/** Until the workers are through. */
const rest = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 3000))
