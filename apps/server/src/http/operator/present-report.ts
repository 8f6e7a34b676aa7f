import type { ReportSummary, ReportView } from '@rolecall/contract/api/reports'
import { decisionsOf, type Report } from '@rolecall/core/messages/report'
import type { DocumentOf } from '@rolecall/core/model/collections'
import type { AppDeps } from '../deps.ts'
import { firstNameOf } from '../employer/person-view.ts'
import { namesOfActors } from '../employer/user-names.ts'
import { moment } from '../moment.ts'

/** As much of a thread as a moderator reads. */
const mostMessages = 100

type Known = {
  readonly jobs: ReadonlyMap<string, DocumentOf<'jobs'>>
  readonly organisations: ReadonlyMap<string, DocumentOf<'organisations'>>
  readonly people: ReadonlyMap<string, DocumentOf<'people'>>
  readonly users: ReadonlyMap<string, string>
}

/** Reports with the names that the case needs, in the order given. */
export const presentReports = async (deps: AppDeps, reports: readonly Report[]): Promise<ReportSummary[]> => {
  const known = await readAround(deps, reports)
  return reports.flatMap((report) => summary(report, known) ?? [])
}

/** One report with the very words that it is about. */
export const presentReport = async (deps: AppDeps, report: Report): Promise<ReportView | undefined> => {
  const known = await readAround(deps, [report])
  const base = summary(report, known)
  if (base === undefined) return undefined
  return {
    ...base,
    description: known.jobs.get(report.jobId)?.posting.description.text ?? '',
    messages: report.applicationId === undefined ? [] : await messagesOf(deps, report.applicationId),
  }
}

const messagesOf = async ({ store }: AppDeps, applicationId: string): Promise<ReportView['messages']> => {
  const query = { index: 'thread', where: [applicationId], order: 'descending', limit: mostMessages } as const
  const { items } = await store.find('messages', query)
  return items.map(({ doc: { id, from, text, at } }) => ({ id, from, text: text.text, at: moment(at) })).toReversed()
}

const readAround = async (deps: AppDeps, reports: readonly Report[]): Promise<Known> => {
  const { store } = deps
  const ids = (of: (report: Report) => string | undefined) => [
    ...new Set(reports.flatMap((report) => of(report) ?? [])),
  ]
  const [jobs, organisations, people, users] = await Promise.all([
    store.getMany(
      'jobs',
      ids(({ jobId }) => jobId),
    ),
    store.getMany(
      'organisations',
      ids(({ organisationId }) => organisationId),
    ),
    store.getMany(
      'people',
      ids(({ personId }) => personId),
    ),
    namesOfActors(
      deps,
      ids(({ reporter }) => (reporter.kind === 'user' ? reporter.id : undefined)),
    ),
  ])
  const byId = <T extends { readonly id: string }>(items: readonly { readonly doc: T }[]) =>
    new Map(items.map(({ doc }) => [doc.id, doc]))
  return { jobs: byId(jobs), organisations: byId(organisations), people: byId(people), users }
}

const summary = (report: Report, known: Known): ReportSummary | undefined => {
  const job = known.jobs.get(report.jobId)
  const organisation = known.organisations.get(report.organisationId)
  if (job === undefined || organisation === undefined) return undefined
  const { id, about, reason, reporter, state, decision, at, text } = report
  const person = firstNameOf(known.people.get(report.personId ?? '')?.name)
  const name = reporter.kind === 'user' ? known.users.get(reporter.id ?? '') : person
  const hasPerson = report.applicationId !== undefined && person !== ''
  return {
    id,
    about,
    reason,
    ...(text === undefined ? {} : { text: text.text }),
    reporter: { kind: reporter.kind, ...(reporter.kind === 'visitor' || !name ? {} : { name }) },
    organisation: { id: organisation.id, name: organisation.name, state: organisation.state },
    job: { id: job.id, title: job.posting.title, state: job.state },
    ...(hasPerson ? { person } : {}),
    state,
    ...(decision === undefined ? {} : { decision }),
    moves: [...decisionsOf(report)],
    at: moment(at),
  }
}
