import { consentTextVersion } from '@rolecall/core/conversation/consent-edit'
import { menuReply } from '@rolecall/core/conversation/menu'
import type { Phrase, Reply } from '@rolecall/core/conversation/reply'
import { say } from '@rolecall/core/conversation/say'
import { type ConversationState, newState, readState } from '@rolecall/core/conversation/state'
import type { DocumentOf } from '@rolecall/core/model/collections'
import type { Change, Stored } from '@rolecall/core/ports/store'
import { chatAfterJoin, type JoinRefusal, joinPhone, joinRefusal } from '@rolecall/core/web-join'
import type { FlowDeps } from '../deps.ts'
import { deletion } from './delete-rows.ts'
import type { Chat } from './read-chat.ts'
import { outboxMessageOf } from './task-documents.ts'

type Person = Stored<DocumentOf<'people'>>

/** A person of the web who moves onto the account of the chat: what is said, what the chat stands at, all that changes. */
export type Joined = {
  readonly account: DocumentOf<'accounts'>
  readonly state: ConversationState
  readonly reply: Reply
  readonly language: string
  readonly changes: readonly Change[]
}

/** The person, while they can be joined to the account; else why not. */
export const readJoiner = async (
  { store }: FlowDeps,
  { context }: Chat,
  personId: string,
): Promise<Person | JoinRefusal> => {
  const person = await store.get('people', personId)
  const refusal = joinRefusal(person?.doc, context.account.doc)
  return refusal ?? person ?? 'gone'
}

/** Moves the person onto the phone, with what waited for them on their pages; the account that they had goes. */
export const joinToPhone = async (
  deps: FlowDeps,
  chat: Chat,
  { joiner, now }: { readonly joiner: Person; readonly now: number },
): Promise<Joined> => {
  const before = chat.context.account.doc
  const { person, account } = joinPhone(joiner.doc, before, now)
  const [news, left] = await Promise.all([untold(deps, person.id, now), accountLeft(deps, joiner.doc.accountId)])
  const state = chat.conversation === undefined ? newState(now) : readState(chat.conversation.doc.state, now)
  const others = chat.context.people.flatMap(({ doc }) => doc.name ?? [])
  return {
    account,
    state: chatAfterJoin(state, person),
    reply: menuReply([
      say('bot.web-join.done', { name: person.name ?? '' }),
      ...(others.length === 0 ? [] : [say('bot.web-join.shared', { names: others.join(', ') })]),
      ...(before.state === 'stopped' ? [say('bot.web-join.started')] : []),
      ...summaryOf(news),
    ]),
    language: person.language,
    changes: [
      { op: 'put', collection: 'people', doc: person, expected: joiner.revision },
      ...consents(deps, person, now),
      ...news.map(
        ({ doc, revision }): Change => ({
          op: 'put',
          collection: 'news',
          doc: { ...doc, toldAt: now },
          expected: revision,
        }),
      ),
      ...left,
    ],
  }
}

type News = Stored<DocumentOf<'news'>>

const mostUntold = 50
const mostSaid = 3

/** Newest first. */
const untold = async ({ store }: FlowDeps, personId: string, now: number): Promise<readonly News[]> => {
  const { items } = await store.find('news', {
    index: 'person',
    where: [personId],
    order: 'descending',
    limit: mostUntold,
  })
  return items.filter(({ doc }) => doc.toldAt === undefined && doc.dueAt <= now)
}

/** How many news there were, and the newest in their own words: first sentences only, each once. */
const summaryOf = (news: readonly News[]): readonly Phrase[] => {
  if (news.length === 0) return []
  const said = news.flatMap(({ doc }) => {
    const body = outboxMessageOf(doc)?.reply.body ?? []
    return doc.category === 'update' ? body : []
  })
  return [say('bot.web-join.news', { count: news.length }), ...said.slice(0, mostSaid)]
}

/** They agreed on the web; here they agree to be written to on WhatsApp. */
const consents = ({ makeId }: FlowDeps, { id, language, alerts }: Person['doc'], now: number): readonly Change[] =>
  (['service', ...(alerts ? (['alerts'] as const) : [])] as const).map(
    (scope): Change => ({
      op: 'put',
      collection: 'consents',
      expected: 'absent',
      doc: {
        id: makeId('consents'),
        personId: id,
        scope,
        given: true,
        textVersion: consentTextVersion,
        language,
        channel: 'whatsapp',
        at: now,
      },
    }),
  )

/** Nothing but the person hung on the account of the web. */
const accountLeft = async ({ store }: FlowDeps, accountId: string): Promise<readonly Change[]> => {
  const [account, key] = await Promise.all([store.get('accounts', accountId), store.get('dataKeys', accountId)])
  return [
    ...(account === undefined ? [] : [deletion('accounts', account)]),
    ...(key === undefined ? [] : [deletion('dataKeys', key)]),
  ]
}
