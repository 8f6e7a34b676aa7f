import type { DocumentOf } from '@rolecall/core/model/collections'
import { planAlert } from '@rolecall/core/notification/plan-alert'
import type { Change, Stored } from '@rolecall/core/ports/store'
import { jobRow, personRow } from '../matcher/rows.ts'
import { isRefusal, type Refusal, refuse } from '../refusal.ts'
import { type Decided, decideAgain } from './parts/decide-again.ts'
import type { EmployerActor, EmployerDeps } from './parts/employer-deps.ts'
import { notedOf } from './parts/noted-of.ts'
import type { Once } from './parts/once.ts'
import { invitationMessage, tellPerson } from './parts/tell-person.ts'

type Person = Stored<DocumentOf<'people'>>
/** Epoch ms. `tellAt`: when the person hears of it. */
export type Invited = { readonly personId: string; readonly invitedAt: number; readonly tellAt: number }

const alertsKeptMs = 14 * 24 * 60 * 60 * 1000

/**
 * Invites someone who fits to apply. It is a message that they did not ask for: it needs their consent to alerts, keeps
 * their quiet hours and counts among their alerts of the day.
 */
export const invitePerson = async (
  deps: EmployerDeps,
  actor: EmployerActor,
  { jobId, personId, once }: { readonly jobId: string; readonly personId: string; readonly once?: Once | undefined },
): Promise<Invited | Refusal> => {
  const now = deps.clock.now()
  const decide = async (maybeDone: boolean): Promise<Decided<Invited> | Refusal> => {
    const job = (await deps.store.get('jobs', jobId))?.doc
    if (job?.organisationId !== actor.organisation.id) return refuse('not-found')
    if (job.state !== 'open' || job.expiresAt <= now) return refuse('job-not-open')
    const person = await deps.store.get('people', personId)
    if (person === undefined) return refuse('not-found')
    if (deps.matcher.explain(personRow(person.doc), jobRow(job)).fit === 'none') return refuse('not-found')
    const before = await deps.store.get('interests', `${personId}:${jobId}`)
    const invitedAt = before?.doc.invitedAt
    if (maybeDone && invitedAt === now)
      return { changes: [], result: { personId, invitedAt, tellAt: person.doc.alertedAt.at(-1) ?? now } }
    if (invitedAt !== undefined) return refuse('already-invited')
    const applied = await deps.store.find('applications', { index: 'pair', where: [jobId, personId], limit: 1 })
    if (applied.items.length > 0) return refuse('already-applied')
    const account = await deps.store.get('accounts', person.doc.accountId)
    const tellAt = tellAtOf(person.doc, account?.doc, now)
    if (isRefusal(tellAt)) return tellAt
    const message = invitationMessage(person.doc, job, (account?.doc.personIds.length ?? 0) > 1)
    return {
      changes: [
        invitedChange({ personId, jobId, now }, before),
        alertedChange(person, tellAt, now),
        ...(await tellPerson(deps, { person: person.doc, message, category: 'alert', dueAt: tellAt, now })),
        notedOf(actor, now, { action: 'person.invite', subjectId: personId, detail: jobId }),
      ],
      result: { personId, invitedAt: now, tellAt },
    }
  }
  return decideAgain(deps.store, decide, once)
}

const tellAtOf = (
  person: DocumentOf<'people'>,
  account: DocumentOf<'accounts'> | undefined,
  now: number,
): number | Refusal => {
  const plan = planAlert({ person, accountState: account?.state ?? 'unreachable', newJobs: 1, now })
  switch (plan.plan) {
    case 'send':
      return now
    case 'wait':
      return plan.until
    case 'drop':
      return refuse(plan.because === 'no-consent' ? 'alerts-off' : 'not-found')
    default:
      return plan satisfies never
  }
}

const invitedChange = (
  { personId, jobId, now }: { readonly personId: string; readonly jobId: string; readonly now: number },
  before: Stored<DocumentOf<'interests'>> | undefined,
): Change => ({
  op: 'put',
  collection: 'interests',
  expected: before?.revision ?? 'absent',
  doc: {
    ...(before?.doc ?? { id: `${personId}:${jobId}`, personId, jobId, saved: false, hidden: false }),
    invitedAt: now,
    at: now,
  },
})

const alertedChange = ({ doc, revision }: Person, tellAt: number, now: number): Change => ({
  op: 'put',
  collection: 'people',
  expected: revision,
  doc: { ...doc, alertedAt: [...doc.alertedAt.filter((at) => at > now - alertsKeptMs), tellAt] },
})
