import type { Change } from '@rolecall/core/ports/store'
import { jobRow } from '../matcher/rows.ts'
import type { Task, TaskLease, TaskResult } from '../worker.ts'
import type { FlowDeps } from './deps.ts'
import { finish } from './parts/task-documents.ts'

/** As many people hear of one job at the most: many times its openings, so that a rare one is not drowned. */
const mostPeople = (openings: number): number => Math.min(2000, 100 + openings * 50)

/**
 * A job was published: whoever fits and agreed to alerts gets an entry in a lane of their own. Entries gather there until
 * they are told together.
 */
export const publishAlerts = async (deps: FlowDeps, task: Task, lease: TaskLease): Promise<TaskResult> => {
  const jobId = task.doc.lane.replace(/^match:/, '')
  const job = (await deps.store.get('jobs', jobId))?.doc
  const now = deps.clock.now()
  if (job === undefined || job.state !== 'open') return finish(deps, task, lease, [])
  const row = jobRow(job)
  const limit = mostPeople(row.openingsLeft)
  const people = await deps.index.ask('rankPeople', { job: row, limit, now, alertsOnly: true })
  const entries = people.map((personId) => alertEntry(personId, jobId, now, deps.settings.current().alertDigestMs))
  for (let from = 0; from < entries.length; from += 500) {
    const { outcome } = await deps.store.commit(entries.slice(from, from + 500), lease)
    if (outcome === 'lease-lost') return { result: 'lost' }
    if (outcome !== 'committed') return { result: 'again' }
  }
  deps.log.info('alerts.published', { job: jobId, people: entries.length })
  return finish(deps, task, lease, [])
}

const alertEntry = (personId: string, jobId: string, now: number, digestMs: number): Change => ({
  op: 'put',
  collection: 'tasks',
  expected: 'if-absent',
  doc: {
    id: `alert:${personId}:${jobId}`,
    queue: 'match',
    lane: `alert:${personId}`,
    kind: 'alert-person',
    payload: { jobId },
    keyOwner: personId,
    order: now,
    dueAt: now + digestMs,
    state: 'ready',
    attempts: 0,
    at: now,
  },
})
