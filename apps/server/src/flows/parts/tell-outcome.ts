import type { ReportDecision } from '@rolecall/contract/report'
import type { OutboxMessage, Phrase } from '@rolecall/core/conversation/reply'
import { cut } from '@rolecall/core/conversation/say'
import type { Report } from '@rolecall/core/messages/report'
import type { DocumentOf } from '@rolecall/core/model/collections'
import { afterQuietHours } from '@rolecall/core/notification/quiet-hours'
import type { Change } from '@rolecall/core/ports/store'
import { forWhom, sharesPhone, type TellDeps, tellPerson } from './tell-person.ts'

/** The person who filed a report hears what came of it, not in their quiet hours. Whoever cannot be reached is not told. */
export const tellOutcome = async (
  deps: TellDeps,
  { report, job, now }: { readonly report: Report; readonly job: DocumentOf<'jobs'>; readonly now: number },
): Promise<readonly Change[]> => {
  const { reporter, decision } = report
  if (reporter.kind !== 'person' || reporter.id === undefined || decision === undefined) return []
  const person = (await deps.store.get('people', reporter.id))?.doc
  if (person === undefined) return []
  const shared = await sharesPhone(deps, person)
  const message = outcomeMessage(person, job, { decision, shared })
  return tellPerson(deps, {
    person,
    message,
    category: 'update',
    dueAt: afterQuietHours(now, person.timeZone),
    now,
  })
}

const outcomeMessage = (
  person: DocumentOf<'people'>,
  job: DocumentOf<'jobs'>,
  { decision, shared }: { readonly decision: ReportDecision; readonly shared: boolean },
): OutboxMessage => {
  const inside = (phrase: Phrase) => ({ type: 'phrase', phrase }) as const
  const names = { job: cut(job.posting.title, 60), organisation: cut(job.organisationName, 60) }
  const what = inside({ key: 'update.report.what', values: names })
  const outcome = inside({ key: 'update.report.outcome', values: { outcome: outcomeOf(decision) } })
  return {
    reply: { kind: 'text', body: [...forWhom(person, shared), { key: 'update.report', values: { what, outcome } }] },
    language: person.language,
    template: { name: 'report_outcome', values: { person: person.name ?? '', what, outcome } },
  }
}

/** What the sentences say of a decision. */
export const outcomeOf = (decision: ReportDecision): 'job' | 'organisation' | 'person' | 'none' => {
  switch (decision) {
    case 'pause-job':
      return 'job'
    case 'suspend-organisation':
      return 'organisation'
    case 'block-person':
      return 'person'
    case 'dismiss':
      return 'none'
    default:
      return decision satisfies never
  }
}
