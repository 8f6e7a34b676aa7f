import { startCluster } from '@rolecall/faults/cluster/cluster'
import { limitCpu } from '../cpu-share.ts'
import { whatsappEnv } from '../rolecall-process.ts'
import { median } from '../statistics.ts'
import { postWebhooks } from '../webhook-load.ts'
import { cpuOfParts, eachPart, type OfParts } from './parts.ts'

/** To each web process: bodies that come while a row is written share the next one, so that fewer at once cost more each. */
const connectionsEach = 160
const seconds = 5
const rounds = 5

export type Intake = {
  readonly webs: number
  /** Webhooks accepted a second, median of the runs. */
  readonly rate: number
  /** Processors that each part took, and those who sent. */
  readonly took: OfParts & { readonly senders: number }
}

/**
 * Webhooks that one and two web processes accept durably on MongoDB, as fast as they are answered. `share`: of a processor that
 * each web process gets, as if it had a small machine of its own; undefined for no limit. Undefined where none may be set.
 */
export const intakeOf = async (share: number | undefined): Promise<readonly Intake[] | undefined> => {
  const all: Intake[] = []
  for (const webs of [1, 2]) {
    const intake = await intakeWith(webs, share)
    if (intake === undefined) return undefined
    all.push(intake)
  }
  return all
}

const intakeWith = async (webs: number, share: number | undefined): Promise<Intake | undefined> => {
  const env = { ...whatsappEnv, WHATSAPP_GRAPH_URL: 'http://127.0.0.1:9' }
  await using cluster = await startCluster({ env }, { roles: Array<'web'>(webs).fill('web'), databaseMembers: 1 })
  using limits = new DisposableStack()
  const { url } = cluster.balancer
  const rates: number[] = []
  let [before, startedAt, ownBefore] = [cpuOfParts(cluster), performance.now(), ownCpuMs()]
  // Round 0 warms up, without limits, and is not counted: a server runs for days.
  for (let round = 0; round <= rounds; round += 1) {
    if (round === 1 && share !== undefined)
      for (const web of cluster.webs) {
        const limit = limitCpu(web.child().process.pid ?? 0, share)
        if (limit === undefined) return undefined
        limits.use(limit)
      }
    if (round === 1) [before, startedAt, ownBefore] = [cpuOfParts(cluster), performance.now(), ownCpuMs()]
    // What is signed before a round, and not sent, is in the way of who sends.
    const rate = await postWebhooks({
      url,
      round,
      connections: connectionsEach * webs,
      // Two share what one had for itself.
      seconds: round === 0 ? seconds * webs : seconds,
      mostPerSecond: share === undefined ? 30_000 : 18_000,
    })
    console.log(`${webs} web, ${share ?? 'no limit'}, round ${round}: ${Math.round(rate)}/s`)
    if (round > 0) rates.push(rate)
  }
  const lastedMs = performance.now() - startedAt
  const after = cpuOfParts(cluster)
  const parts = eachPart((name) => (after[name] - before[name]) / lastedMs)
  return { webs, rate: median(rates), took: { ...parts, senders: (ownCpuMs() - ownBefore) / lastedMs } }
}

const ownCpuMs = (): number => {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}
