import type { OwnApplication } from '@rolecall/contract/pages'
import { isFinal } from '@rolecall/core/application-life'
import { nextStepOf, savedJobs } from '@rolecall/core/conversation/applications'
import type { DocumentOf } from '@rolecall/core/model/collections'
import { readOwnChat } from '../../flows/parts/read-own-chat.ts'
import { withdrawApplication } from '../../flows/withdraw-application.ts'
import { isRefusal } from '../../refusal.ts'
import type { AppDeps } from '../deps.ts'
import { pathOfJob } from '../public/job-address.ts'
import { formOf } from './form-body.ts'
import { type PersonSite, personForm, personPage } from './person-page.ts'

/** What the person applied to, each with its history and what comes next. */
export const applicationPages = (site: PersonSite): void => {
  const { deps, pages } = site

  personPage(site, '/me/applications', async ({ viewer: { person }, frame, request }) => {
    const chat = await readOwnChat(deps, person, deps.config.phoneNumberId)
    const applications = (chat?.context.applications ?? []).map(({ doc }) => doc)
    const interests = (chat?.context.interests ?? []).map(({ doc }) => doc)
    const jobs = await deps.store.getMany(
      'jobs',
      applications.map(({ jobId }) => jobId),
    )
    const jobOf = new Map(jobs.map(({ doc }) => [doc.id, doc]))
    const withdrawing = askedAbout(request.query, applications)
    const saved = savedJobs({ look: deps.look, applications, interests }, person)
    return pages.renderApplications({
      ...frame,
      path: '/me/applications',
      applications: applications
        .toSorted((a, b) => b.createdAt - a.createdAt)
        .map((application) => present(deps, application, { person, job: jobOf.get(application.jobId), ...frame })),
      saved: saved.map(({ job, row }) => ({
        path: pathOfJob(job.id, job.posting.title),
        title: job.posting.title,
        row: deps.texts.say(row, frame.language),
      })),
      ...(hasApplied(request.query) ? { applied: true } : {}),
      ...(withdrawing === undefined ? {} : { withdrawing }),
    })
  })

  personForm(site, '/me/applications/withdraw', async ({ viewer: { person }, request }) => {
    const withdrawn = await withdrawApplication(deps, person, formOf(request).get('application') ?? '')
    return isRefusal(withdrawn) && withdrawn.refused === 'not-found' ? 'not-found' : { to: '/me/applications' }
  })
}

type Application = DocumentOf<'applications'>

const hasApplied = (query: unknown): boolean =>
  typeof query === 'object' && query !== null && 'applied' in query && query.applied === 'yes'

const askedAbout = (query: unknown, applications: readonly Application[]): string | undefined => {
  const id = typeof query === 'object' && query !== null && 'withdraw' in query ? query.withdraw : undefined
  return applications.find((application) => application.id === id && !isFinal(application.state))?.id
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
): OwnApplication => {
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
