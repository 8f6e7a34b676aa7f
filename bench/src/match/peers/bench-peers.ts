import { quantile } from '../../statistics.ts'
import { plot } from '../plot.ts'
import { jobsForPeople, onSiteTask } from './jobs-for-people.ts'
import { peopleForJobs, peopleTask } from './people-for-jobs.ts'
import type { PeersSetting } from './setting.ts'
import { summaryOf } from './summary.ts'
import type { PeerRow } from './timed.ts'

/** Other engines on the same people, jobs and constraints. What each returns is checked pair by pair. */
export const benchPeers = async (
  setting: PeersSetting,
): Promise<{ readonly lines: readonly string[]; readonly svg: string }> => {
  const rows = [...(await peopleForJobs(setting)), ...(await jobsForPeople(setting))]
  return { lines: [...tableOf(rows), '', ...summaryOf(rows, directions)], svg: plot(barsOf(rows)) }
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

const barsOf = (rows: readonly PeerRow[]) =>
  rows.map(({ task, timing, own }, index) => ({
    ...timing,
    own: own !== undefined,
    ...(task === rows[index - 1]?.task ? {} : { heading: task }),
  }))
