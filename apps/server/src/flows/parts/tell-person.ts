import type { ApplicationState, NotSelectedReason } from '@rolecall/contract/application'
import type { OutboxMessage, Phrase, PhraseValue } from '@rolecall/core/conversation/reply'
import type { DocumentOf } from '@rolecall/core/model/collections'
import { keepNews } from '@rolecall/core/notification/news'
import { queueMessage } from '@rolecall/core/notification/queue-message'
import type { Change } from '@rolecall/core/ports/store'
import type { FlowDeps } from '../deps.ts'

type Person = DocumentOf<'people'>
type Job = Pick<DocumentOf<'jobs'>, 'posting' | 'organisationName' | 'code'>
export type TellDeps = Pick<FlowDeps, 'store' | 'makeId'> & { readonly config: { readonly phoneNumberId: string } }

/** What became of an application, in the person's language when it is rendered. */
export const updateMessage = (
  person: Person,
  job: Job,
  news: {
    readonly state: ApplicationState
    readonly reason?: NotSelectedReason | undefined
    readonly sharesPhone: boolean
  },
): OutboxMessage => {
  const values = { ...namesOf(person, job), ...reasonOf(news.reason) }
  const key = news.reason === 'job-ended' ? 'update.job-closed' : `update.application.${news.state}`
  return {
    reply: {
      kind: 'text',
      body: [...forWhom(person, news.sharesPhone), { key, values }],
    },
    language: person.language,
    template: { name: 'application_update', values: namesOf(person, job) },
  }
}

/** The job takes nobody new, yet the application goes on: until the day of the answer, or in the talks that have begun. */
export const goesOnMessage = (
  person: Person,
  job: Job,
  news: { readonly talks: boolean; readonly answerBy: number; readonly sharesPhone: boolean },
): OutboxMessage => {
  const { timeZone } = job.posting.place
  const date = { type: 'time', at: news.answerBy, timeZone, show: 'date' } as const
  const values = { ...namesOf(person, job), talks: news.talks ? 'yes' : 'no', date }
  return {
    reply: { kind: 'text', body: [...forWhom(person, news.sharesPhone), { key: 'update.job-over', values }] },
    language: person.language,
    template: { name: 'application_update', values: namesOf(person, job) },
  }
}

/** An employer asks someone who fits to look at a job. */
export const invitationMessage = (person: Person, job: Job, sharesPhone: boolean): OutboxMessage => {
  const values = { ...namesOf(person, job), code: job.code }
  return {
    reply: { kind: 'text', body: [...forWhom(person, sharesPhone), { key: 'update.invitation', values }] },
    language: person.language,
    template: { name: 'job_invitation', values },
  }
}

type Letter = {
  readonly person: Person
  readonly message: OutboxMessage
  readonly category: 'update' | 'alert'
  readonly dueAt: number
  readonly now: number
  /** The message of an employer that it carries, and the id of the row that does. */
  readonly messageId?: string
  readonly id?: string
  readonly order?: number
}

/** Tells a person something, from the business number that they chat with. */
export const tellPerson = async (deps: TellDeps, letter: Letter): Promise<readonly Change[]> => {
  const where = [letter.person.accountId]
  const chats = await deps.store.find('conversations', { index: 'account', where, limit: 20 })
  const [newest] = chats.items.map(({ doc }) => doc).toSorted((a, b) => b.lastInboundAt - a.lastInboundAt)
  return tellFrom(deps, newest?.phoneNumberId ?? deps.config.phoneNumberId, letter)
}

/** Puts a message into the outbox; of who has no WhatsApp it is kept for their pages, so that they miss nothing. */
export const tellFrom = (
  { makeId }: Pick<TellDeps, 'makeId'>,
  phoneNumberId: string,
  { person, ...letter }: Letter,
): readonly Change[] =>
  person.channel === 'web'
    ? keepNews({ ...letter, id: makeId('news'), person })
    : queueMessage({
        accountId: person.accountId,
        personId: person.id,
        phoneNumberId,
        ...letter,
        id: letter.id ?? makeId('outbox'),
        order: letter.order ?? letter.now,
      })

/** Whether several people use the person's account, so that each message says whom it is for. */
export const sharesPhone = async ({ store }: Pick<TellDeps, 'store'>, person: Person): Promise<boolean> =>
  ((await store.get('accounts', person.accountId))?.doc.personIds.length ?? 0) > 1

/** Where several use the phone, whose message it is. */
export const forWhom = ({ name }: Person, shared: boolean): readonly Phrase[] =>
  shared && name !== undefined ? [{ key: 'update.for-person', values: { person: name } }] : []

const namesOf = ({ name }: Person, { posting, organisationName }: Job): Record<string, PhraseValue> => ({
  person: name ?? '',
  job: posting.title,
  organisation: organisationName,
})

const reasonOf = (reason: NotSelectedReason | undefined): Record<string, PhraseValue> =>
  reason === undefined ? {} : { reason: { type: 'phrase', phrase: { key: `update.reason.${reason}` } } }
