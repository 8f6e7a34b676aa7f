import type { MatchView } from '@rolecall/core/conversation/look'
import type { DocumentOf } from '@rolecall/core/model/collections'
import { alertMessage } from '@rolecall/core/notification/alert-message'
import { planAlert } from '@rolecall/core/notification/plan-alert'
import type { Change, Stored } from '@rolecall/core/ports/store'
import type { Task, TaskLease, TaskResult } from '../worker.ts'
import type { FlowDeps } from './deps.ts'
import { finish, jobIdOf } from './parts/task-documents.ts'
import { tellFrom } from './parts/tell-person.ts'

type Person = Stored<DocumentOf<'people'>>

const mostJobs = 9
const keepAlertedMs = 14 * 24 * 60 * 60 * 1000

/** Tells a person of all the jobs that have gathered in their lane, in one message, when they may be told. */
export const alertPerson = async (
  deps: FlowDeps,
  task: Task,
  lease: TaskLease,
  rest: readonly Task[],
): Promise<TaskResult> => {
  const now = deps.clock.now()
  const gathered = [task, ...rest.filter(({ doc }) => doc.kind === 'alert-person')]
  const end = (changes: readonly Change[]) => finish(deps, task, lease, changes, gathered.slice(1))
  const personId = task.doc.lane.replace(/^alert:/, '')
  const person = await deps.store.get('people', personId)
  const account = person === undefined ? undefined : await deps.store.get('accounts', person.doc.accountId)
  if (person === undefined || account === undefined) return end([])
  const jobIds = gathered.flatMap(({ doc }) => jobIdOf(doc) ?? [])
  const matches = await newMatches(deps, person.doc, jobIds)
  const plan = planAlert({ person: person.doc, accountState: account.doc.state, newJobs: matches.length, now })
  switch (plan.plan) {
    case 'drop':
      return end([])
    case 'wait':
      return { result: 'retry', at: plan.until, error: 'waits', counts: false }
    case 'send':
      return end(await alertChanges(deps, { person, account: account.doc, matches: matches.slice(0, mostJobs), now }))
    default:
      return plan satisfies never
  }
}

/** Of the jobs, those that are open, still fit, and that the person neither knows of nor put aside; best first. */
const newMatches = async (
  { store, matcher }: FlowDeps,
  person: DocumentOf<'people'>,
  jobIds: readonly string[],
): Promise<readonly MatchView[]> => {
  const interests = await store.getMany(
    'interests',
    jobIds.map((jobId) => `${person.id}:${jobId}`),
  )
  const known = new Set(
    interests.filter(({ doc }) => doc.hidden || doc.alertedAt !== undefined).map(({ doc }) => doc.jobId),
  )
  const applied = await store.find('applications', { index: 'person', where: [person.id], limit: 200 })
  for (const { doc } of applied.items) known.add(doc.jobId)
  const fresh = jobIds.filter((jobId) => !known.has(jobId))
  const matches = await matcher.withLook((look) =>
    fresh.flatMap((jobId): MatchView[] => {
      const job = look.job(jobId)
      const explanation = job?.state === 'open' ? look.explain(person.profile, jobId) : undefined
      return job === undefined || explanation === undefined || explanation.fit === 'none' ? [] : [{ job, explanation }]
    }),
  )
  return matches.toSorted((a, b) => b.explanation.score - a.explanation.score)
}

const alertChanges = async (
  deps: FlowDeps,
  alert: {
    readonly person: Person
    readonly account: DocumentOf<'accounts'>
    readonly matches: readonly MatchView[]
    readonly now: number
  },
): Promise<readonly Change[]> => {
  const { person, account, matches, now } = alert
  const interests = await deps.store.getMany(
    'interests',
    matches.map(({ job }) => `${person.doc.id}:${job.id}`),
  )
  const before = new Map(interests.map((one) => [one.doc.id, one]))
  return [
    {
      op: 'put',
      collection: 'people',
      doc: { ...person.doc, alertedAt: [...person.doc.alertedAt.filter((at) => at > now - keepAlertedMs), now] },
      expected: person.revision,
    },
    ...matches.map(({ job }): Change => {
      const id = `${person.doc.id}:${job.id}`
      const known = before.get(id)
      const doc = known?.doc ?? { id, personId: person.doc.id, jobId: job.id, saved: false, hidden: false, at: now }
      return {
        op: 'put',
        collection: 'interests',
        doc: { ...doc, alertedAt: now, at: now },
        expected: known?.revision ?? 'absent',
      }
    }),
    {
      op: 'put',
      collection: 'matchLists',
      expected: 'absent',
      doc: {
        id: deps.makeId('matchLists'),
        audience: 'alert',
        subjectId: person.doc.id,
        at: now,
        entries: matches.map(({ job, explanation }, index) => ({
          rank: index + 1,
          jobId: job.id,
          personId: person.doc.id,
          explanation,
        })),
      },
    },
    ...tellFrom(deps, deps.config.whatsapp.phoneNumberId, {
      person: person.doc,
      message: alertMessage({ person: person.doc, matches, sharesPhone: account.personIds.length > 1 }),
      category: 'alert',
      dueAt: now,
      now,
    }),
  ]
}
