import type { ApplicationSummary, ApplicationView } from '@rolecall/contract/api/applications'
import { movesOf } from '@rolecall/core/application-life'
import { sharesContact } from '@rolecall/core/consents'
import type { DocumentOf } from '@rolecall/core/model/collections'
import { everyOne } from '../../every-page.ts'
import type { AppDeps } from '../deps.ts'
import { idsOfExplanation, idsOfProfile, labelsOf } from '../labels.ts'
import { moment } from '../moment.ts'
import type { Member } from '../viewer.ts'
import { isWaiting } from './application-counts.ts'
import { distanceBandOf, firstNameOf, presentPerson } from './person-view.ts'
import { namesOfActors } from './user-names.ts'

type Application = DocumentOf<'applications'>

/** Summaries of applications whose person and job are still there, in the order given. */
export const presentApplications = async (
  { store }: AppDeps,
  applications: readonly Application[],
): Promise<ApplicationSummary[]> => {
  const [people, jobs] = await Promise.all([
    store.getMany('people', [...new Set(applications.map(({ personId }) => personId))]),
    store.getMany('jobs', [...new Set(applications.map(({ jobId }) => jobId))]),
  ])
  const personById = new Map(people.map(({ doc }) => [doc.id, doc]))
  const jobById = new Map(jobs.map(({ doc }) => [doc.id, doc]))
  return applications.flatMap((application) => {
    const person = personById.get(application.personId)
    const job = jobById.get(application.jobId)
    return person === undefined || job === undefined ? [] : [summary(application, person, job)]
  })
}

export const presentApplication = async (
  deps: AppDeps,
  { user }: Member,
  application: Application,
): Promise<ApplicationView | undefined> => {
  const [person, job] = await Promise.all([
    deps.store.get('people', application.personId),
    deps.store.get('jobs', application.jobId),
  ])
  if (person === undefined || job === undefined) return undefined
  const ids = [...idsOfExplanation(application.explanation), ...idsOfProfile(person.doc.profile)]
  return {
    ...summary(application, person.doc, job.doc),
    person: { ...presentPerson(person.doc), ...(await sharedPhone(deps, person.doc, application.organisationId)) },
    explanation: application.explanation,
    labels: labelsOf(deps.look.taxonomy, user.language, ids),
    answers: application.answers,
    history: await presentHistory(deps, application, firstNameOf(person.doc.name)),
    moves: [...movesOf(application)],
  }
}

/** The number, while the person shares it with this employer. */
const sharedPhone = async (
  { store }: AppDeps,
  person: DocumentOf<'people'>,
  organisationId: string,
): Promise<{ phone?: string }> => {
  const consents = await everyOne({ store }, 'consents', { index: 'person', where: [person.id] })
  const shared = sharesContact(
    consents.map(({ doc }) => doc),
    organisationId,
  )
  const waId = shared ? (await store.get('accounts', person.accountId))?.doc.waId : undefined
  return waId === undefined ? {} : { phone: `+${waId}` }
}

const summary = (
  application: Application,
  person: DocumentOf<'people'>,
  job: DocumentOf<'jobs'>,
): ApplicationSummary => {
  const band = distanceBandOf(application.explanation)
  return {
    id: application.id,
    jobId: job.id,
    jobTitle: job.posting.title,
    personId: person.id,
    firstName: firstNameOf(person.name),
    state: application.state,
    ...(application.pending === undefined ? {} : { pending: presentPending(application.pending) }),
    waiting: isWaiting(application),
    unread: application.thread?.unread ?? 0,
    fit: application.explanation.fit,
    ...(band === undefined ? {} : { distanceBand: band }),
    appliedAt: moment(application.createdAt),
    answerBy: moment(application.answerBy),
    updatedAt: moment(application.updatedAt),
  }
}

const presentPending = ({ state, reason, note, tellAt }: NonNullable<Application['pending']>) => ({
  state,
  ...(reason === undefined ? {} : { reason }),
  ...(note === undefined ? {} : { note }),
  tellAt: moment(tellAt),
})

const presentHistory = async (
  deps: AppDeps,
  { history }: Application,
  firstName: string,
): Promise<ApplicationView['history']> => {
  const users = await namesOfActors(
    deps,
    history.flatMap(({ by }) => (by.kind === 'person' ? [] : [by.id ?? ''])),
  )
  return history.map(({ at, by, ...step }) => {
    const name = by.kind === 'person' ? firstName : users.get(by.id ?? '')
    return { ...step, at: moment(at), by: { kind: by.kind, ...(name === undefined ? {} : { name }) } }
  })
}
