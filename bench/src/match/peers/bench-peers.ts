import { quantile } from '../../statistics.ts'
import { jobsForPeople, onSiteTask } from './jobs-for-people.ts'
import { peopleForJobs, peopleTask } from './people-for-jobs.ts'
import type { PeersSetting } from './setting.ts'
import { summaryOf } from './summary.ts'
import type { PeerRow } from './timed.ts'

/** Other engines on the same people, jobs and constraints. What each returns is checked pair by pair. */
export const benchPeers = async (setting: PeersSetting): Promise<readonly string[]> => {
  const rows = [...(await peopleForJobs(setting)), ...(await jobsForPeople(setting))]
  return [...tableOf(rows), '', ...summaryOf(rows, directions)]
}

const directions = [
  { name: 'job → people', task: peopleTask },
  { name: 'person → on-site jobs', task: onSiteTask },
]

const tableOf = (rows: readonly PeerRow[]): readonly string[] => [
  '| task | engine | p50 ms | p95 ms | p99 ms | rows a list | of them feasible | what it leaves out |',
  '|---|---|---|---|---|---|---|---|',
  ...rows.map(({ task, engine, timing, rows, feasible, leavesOut }) => {
    const shares = [0.5, 0.95, 0.99].map((share) => quantile(timing.ms, share).toFixed(2)).join(' | ')
    return `| ${task} | ${engine} | ${shares} | ${rows.toFixed(1)} | ${(Math.floor(1000 * feasible) / 10).toFixed(1)} % | ${leavesOut} |`
  }),
]
