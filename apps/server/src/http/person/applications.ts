import { MessageText } from '@rolecall/contract/message'
import type { ApplicationsPage, OwnApplication } from '@rolecall/contract/pages'
import { ReportText, ThreadReportReason } from '@rolecall/contract/report'
import { isFinal } from '@rolecall/core/application-life'
import { nextStepOf, savedJobs } from '@rolecall/core/conversation/applications'
import { noRelay } from '@rolecall/core/messages/thread'
import type { DocumentOf } from '@rolecall/core/model/collections'
import { readOwnChat } from '../../flows/parts/read-own-chat.ts'
import { withdrawApplication } from '../../flows/withdraw-application.ts'
import { writeToEmployer } from '../../flows/write-to-employer.ts'
import { isRefusal } from '../../refusal.ts'
import type { AppDeps } from '../deps.ts'
import { pathOfJob } from '../public/job-address.ts'
import { formOf } from './form-body.ts'
import { presentOwnThread } from './own-thread.ts'
import { type Asked, type PersonSite, personForm, personPage } from './person-page.ts'

/** What the person applied to, each with its history and what comes next. */
export const applicationPages = (site: PersonSite): void => {
  const { deps, pages } = site

  const show = async ({ viewer: { person }, frame, request }: Asked, more: Refused = {}) => {
    const chat = await readOwnChat(deps, person, deps.config.phoneNumberId)
    const applications = (chat?.context.applications ?? []).map(({ doc }) => doc)
    const interests = (chat?.context.interests ?? []).map(({ doc }) => doc)
    const jobs = await deps.store.getMany(
      'jobs',
      applications.map(({ jobId }) => jobId),
    )
    const jobOf = new Map(jobs.map(({ doc }) => [doc.id, doc]))
    const withdrawing = askedAbout(request.query, 'withdraw', applications, ({ state }) => !isFinal(state))
    const reported = askedAbout(request.query, 'reported', applications)
    const account = chat?.context.account.doc.state ?? 'unreachable'
    const reader = { person, account, relay: chat?.relay ?? noRelay, ...frame }
    const saved = await deps.matcher.withLook((look) => savedJobs({ look, applications, interests }, person))
    return pages.renderApplications({
      ...frame,
      path: '/me/applications',
      applications: await Promise.all(
        applications
          .toSorted((a, b) => b.createdAt - a.createdAt)
          .map(async (application) => ({
            ...present(deps, application, { person, job: jobOf.get(application.jobId), ...frame }),
            thread: await presentOwnThread(deps, application, reader),
          })),
      ),
      saved: saved.map(({ job, row }) => ({
        path: pathOfJob(job.id, job.posting.title),
        title: job.posting.title,
        row: deps.texts.say(row, frame.language),
      })),
      ...(hasApplied(request.query) ? { applied: true } : {}),
      ...(withdrawing === undefined ? {} : { withdrawing }),
      ...(reported === undefined ? {} : { reported }),
      ...more,
    })
  }

  personPage(site, '/me/applications', (asked) => show(asked))

  personForm(site, '/me/applications/withdraw', async ({ viewer: { person }, request }) => {
    const withdrawn = await withdrawApplication(deps, person, formOf(request).get('application') ?? '')
    return isRefusal(withdrawn) && withdrawn.refused === 'not-found' ? 'not-found' : { to: '/me/applications' }
  })

  personForm(site, '/me/applications/write', async (asked) => {
    const form = formOf(asked.request)
    const [application, typed] = [form.get('application') ?? '', form.get('text') ?? '']
    const text = MessageText.safeParse(typed)
    const refusedPage = async (because: 'length' | 'closed') => ({
      page: await show(asked, { refused: { application, text: typed, because } }),
    })
    if (!text.success) return refusedPage('length')
    const what = { kind: 'message', text: text.data } as const
    const written = await writeToEmployer(deps, asked.viewer.person, application, what)
    if (!isRefusal(written)) return { to: `/me/applications#${application}` }
    return written.refused === 'not-found' ? 'not-found' : refusedPage('closed')
  })

  personForm(site, '/me/applications/block', async ({ viewer: { person }, request }) => {
    const form = formOf(request)
    const application = form.get('application') ?? ''
    const what = { kind: 'block', active: form.get('block') !== 'no' } as const
    const blocked = await writeToEmployer(deps, person, application, what)
    return isRefusal(blocked) ? 'not-found' : { to: `/me/applications#${application}` }
  })

  personForm(site, '/me/applications/report', async ({ viewer: { person }, request }) => {
    const form = formOf(request)
    const application = form.get('application') ?? ''
    const reason = ThreadReportReason.safeParse(form.get('reason'))
    if (!reason.success) return { to: `/me/applications#${application}` }
    const text = ReportText.safeParse(form.get('text')?.slice(0, 500)).data
    const what = { kind: 'report', reason: reason.data, text } as const
    const filed = await writeToEmployer(deps, person, application, what)
    return isRefusal(filed) ? 'not-found' : { to: `/me/applications?reported=${application}#${application}` }
  })
}

type Refused = Pick<ApplicationsPage, 'refused'>

type Application = DocumentOf<'applications'>

const hasApplied = (query: unknown): boolean =>
  typeof query === 'object' && query !== null && 'applied' in query && query.applied === 'yes'

/** The application that the address asks about, where it is the person's. */
const askedAbout = (
  query: unknown,
  name: 'withdraw' | 'reported',
  applications: readonly Application[],
  fits: (application: Application) => boolean = () => true,
): string | undefined => {
  const given: Readonly<Record<string, unknown>> = typeof query === 'object' && query !== null ? { ...query } : {}
  return applications.find((application) => application.id === given[name] && fits(application))?.id
}

/** An outcome that waits, and what the employer noted, are not the person's to see. */
const present = (
  { texts }: AppDeps,
  application: Application,
  reader: {
    readonly language: string
    readonly person: DocumentOf<'people'>
    readonly job: DocumentOf<'jobs'> | undefined
  },
): Omit<OwnApplication, 'thread'> => {
  const { language, job, person } = reader
  const text = texts.text(language)
  const channel = person.channel ?? 'whatsapp'
  const { answerBy, history, id, state } = application
  const date = text.date(answerBy, job?.posting.place.timeZone ?? person.timeZone)
  return {
    id,
    state,
    next: text.say({ key: `web.me.next.${nextStepOf(application)}`, values: { date, channel } }),
    open: !isFinal(state),
    history: history.map((step) => ({
      state: step.state,
      day: text.date(step.at, person.timeZone),
      ...(step.reason === undefined ? {} : { reason: text.say({ key: `update.reason.${step.reason}` }) }),
    })),
    ...(job === undefined
      ? {}
      : {
          title: job.posting.title,
          employer: job.organisationName,
          path: pathOfJob(job.id, job.posting.title),
        }),
  }
}
