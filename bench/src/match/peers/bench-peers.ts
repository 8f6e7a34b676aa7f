import { quantile } from '../../statistics.ts'
import { plot } from '../plot.ts'
import { anyTask, jobsForPeople, onSiteAlone, onSiteTask, peopleWhoAsk } from './jobs-for-people.ts'
import { jobsThatAsk, peopleForJobs, peopleTask } from './people-for-jobs.ts'
import type { SameRow } from './same/compared.ts'
import { type SameTasks, sameLists } from './same/same-lists.ts'
import type { PeersSetting } from './setting.ts'
import { sameSummaryOf, summaryOf } from './summary.ts'
import type { PeerRow } from './timed.ts'

/** Other engines on the same people, jobs and constraints. What each returns is checked pair by pair. */
export const benchPeers = async (
  setting: PeersSetting,
): Promise<{ readonly lines: readonly string[]; readonly svg: string }> => {
  const rows = [...(await peopleForJobs(setting)), ...(await jobsForPeople(setting))]
  const same = await sameLists(setting, sameTasks(setting))
  const lines = [
    ...tableOf(rows),
    '',
    ...summaryOf(rows, directions),
    '',
    ...sameHead,
    '',
    ...sameTableOf(same),
    '',
    ...sameSummaryOf(same, [...directions, anyDirection]),
  ]
  return { lines, svg: plot(barsOf(rows)) }
}

const directions = [
  { name: 'job → people', task: peopleTask },
  { name: 'person → on-site jobs', task: onSiteTask },
]
const anyDirection = { name: 'person → jobs, remote too', task: anyTask }

const sameTasks = (setting: PeersSetting): SameTasks => {
  const people = peopleWhoAsk(setting)
  return {
    people: { task: peopleTask, asked: jobsThatAsk(setting) },
    jobs: [
      { task: onSiteTask, asked: people.map(onSiteAlone) },
      { task: anyTask, asked: people },
    ],
  }
}

const sameHead = [
  '### The same lists',
  'PostgreSQL and SQLite once more, asked for the very lists of this engine: all six parts of the score in its whole numbers, partial',
  'fits, equal scores by id; each list is held against this engine’s, id by id. What the score needs of a person alone (kind of work,',
  'skills, experience) is kept in a row for each kind of work that is near to theirs, four a person, so that a job looks into one kind;',
  'whoever cannot come before the last one found is passed over. Writing those rows is not timed. Indexes, bounds and settings:',
  '`bench/src/match/peers/same`.',
]

const sameTableOf = (rows: readonly SameRow[]): readonly string[] => [
  '| task | engine | p50 ms | p95 ms | p99 ms | rows a list | same lists | what it leaves out |',
  '|---|---|---|---|---|---|---|---|',
  ...rows.map(
    ({ task, engine, timing, rows, same, lists, leavesOut }) =>
      `| ${task} | ${engine} | ${timesOf(timing)} | ${rows.toFixed(1)} | ${same} of ${lists} | ${leavesOut} |`,
  ),
]

const tableOf = (rows: readonly PeerRow[]): readonly string[] => [
  '| task | engine | p50 ms | p95 ms | p99 ms | rows a list | of them feasible | what it leaves out |',
  '|---|---|---|---|---|---|---|---|',
  ...rows.map(({ task, engine, timing, rows, feasible, leavesOut }) => {
    const share = (Math.floor(1000 * feasible) / 10).toFixed(1)
    return `| ${task} | ${engine} | ${timesOf(timing)} | ${rows.toFixed(1)} | ${share} % | ${leavesOut} |`
  }),
]

const timesOf = ({ ms }: PeerRow['timing']) =>
  [0.5, 0.95, 0.99].map((share) => quantile(ms, share).toFixed(2)).join(' | ')

const barsOf = (rows: readonly PeerRow[]) =>
  rows.map(({ task, timing, own }, index) => ({
    ...timing,
    own: own !== undefined,
    ...(task === rows[index - 1]?.task ? {} : { heading: task }),
  }))
