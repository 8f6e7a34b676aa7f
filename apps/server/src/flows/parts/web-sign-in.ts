import type { Edit } from '@rolecall/core/conversation/edits'
import type { ConversationEvent } from '@rolecall/core/conversation/event'
import type { Phrase, Reply } from '@rolecall/core/conversation/reply'
import { choice, optionsReply, say, textReply } from '@rolecall/core/conversation/say'
import { type ConversationState, readState } from '@rolecall/core/conversation/state'
import { fold } from '@rolecall/core/conversation/words'
import type { DocumentOf } from '@rolecall/core/model/collections'
import type { Change, Stored } from '@rolecall/core/ports/store'
import {
  answerNumber,
  askForNumber,
  type SignInDecision,
  signInCodeIn,
  signInOption,
  signInOptionIn,
} from '@rolecall/core/web-sign-in'
import { hashOfCode, numbersOf } from '../../access/web-sign-in.ts'
import { noted } from '../../audit/note.ts'
import type { FlowDeps } from '../deps.ts'
import { joinToPhone, readJoiner } from './join-phone.ts'
import type { Chat } from './read-chat.ts'

type Attempt = Stored<DocumentOf<'webSignIns'>>
/**
 * What a message about signing in on the web comes to. The conversation stays where it is, but for a person who joins from
 * the web: then the account is written as given here.
 */
export type SignInTurn = {
  readonly reply: Reply
  readonly language: string
  readonly changes: readonly Change[]
  readonly joined?: {
    readonly account: DocumentOf<'accounts'>
    readonly state: ConversationState
    readonly edits: readonly Edit[]
  }
}

/** Takes a message that is a sign-in code or the answer to its question; undefined for any other message. */
export const takeWebSignIn = async (
  deps: FlowDeps,
  chat: Chat,
  { event, now }: { readonly event: ConversationEvent; readonly now: number },
): Promise<SignInTurn | undefined> => {
  const code = event.kind === 'text' ? signInCodeIn(event.text) : undefined
  if (code !== undefined) return takeCode(deps, chat, { code, now })
  const answered = await answerIn(deps, chat, event)
  return answered && takeAnswer(deps, chat, { ...answered, now })
}

/** Codes that are nobody's which an account may try, and the minutes in which it may. */
const codeTries = [10, 15] as const

const takeCode = async (
  deps: FlowDeps,
  chat: Chat,
  { code, now }: { readonly code: string; readonly now: number },
): Promise<SignInTurn> => {
  const accountId = chat.context.account.doc.id
  const tries = deps.limits.of('web-sign-in-code', ...codeTries)
  if (await tries.isUsedUp(accountId)) return turn(deps, chat, undefined, textReply(say('bot.web-sign-in.too-many')))
  const where = [hashOfCode(deps.signInSecret, code)]
  const [attempt] = (await deps.store.find('webSignIns', { index: 'code', where, limit: 1 })).items
  const decision = askForNumber(attempt?.doc, { accountId, now })
  if (decision.decision === 'cannot') {
    await tries.take(accountId)
    return turn(deps, chat, attempt, textReply(say(`bot.web-sign-in.${decision.because}`)))
  }
  if (decision.attempt.joins !== undefined) return askToJoin(deps, chat, { attempt, decision })
  if (chat.active === undefined || chat.active.state === 'registering')
    return turn(deps, chat, attempt, {
      kind: 'buttons',
      body: [say('bot.web-sign-in.register')],
      buttons: [choice('cmd.menu', 'option.web-sign-in.begin')],
    })
  const body = [...whose(chat), say('bot.web-sign-in.ask')]
  return turn(deps, chat, attempt, askWhich(deps, decision.attempt, body), changesFor(attempt, decision))
}

type Asked = {
  readonly attempt: Attempt | undefined
  readonly decision: Extract<SignInDecision, { attempt: DocumentOf<'webSignIns'> }>
}

/** Says what a join means for this phone; no word of who is to be joined, since anyone may have sent the code. */
const askToJoin = async (deps: FlowDeps, chat: Chat, { attempt, decision }: Asked): Promise<SignInTurn> => {
  const joiner = await readJoiner(deps, chat, decision.attempt.joins ?? '')
  if (typeof joiner === 'string') return turn(deps, chat, attempt, textReply(say(`bot.web-join.${joiner}`)))
  const others = chat.context.people.flatMap(({ doc }) => doc.name ?? [])
  const body = [
    say('bot.web-join.ask'),
    ...(others.length === 0 ? [] : [say('bot.web-join.stays', { names: others.join(', ') })]),
  ]
  return turn(deps, chat, attempt, askWhich(deps, decision.attempt, body), changesFor(attempt, decision))
}

const askWhich = ({ signInSecret }: FlowDeps, attempt: DocumentOf<'webSignIns'>, body: readonly Phrase[]): Reply => {
  const numbers = numbersOf(signInSecret, attempt).offered.map((number) => ({
    id: signInOption(attempt.id, number),
    title: { plain: number },
  }))
  const notMe = choice(signInOption(attempt.id, 'no'), 'option.web-sign-in.not-me')
  return optionsReply(body, [...numbers, notMe])
}

/** Where two share a phone the question says whose pages they are. */
const whose = ({ active, context }: Chat): readonly Phrase[] =>
  context.account.doc.personIds.length < 2 || active?.name === undefined ? [] : [say('bot.for', { name: active.name })]

type Answered = { readonly attempt: Attempt | undefined; readonly answer: string }

const takeAnswer = async (
  deps: FlowDeps,
  chat: Chat,
  { attempt, answer, now }: Answered & { readonly now: number },
): Promise<SignInTurn | undefined> => {
  const personId = attempt?.doc.joins ?? chat.active?.id
  if (personId === undefined) return undefined
  const accountId = chat.context.account.doc.id
  const shown = attempt === undefined ? '' : numbersOf(deps.signInSecret, attempt.doc).shown
  const decision = answerNumber(attempt?.doc, { accountId, personId, answer, shown, now })
  if (decision.decision === 'cannot')
    return turn(deps, chat, attempt, textReply(say(`bot.web-sign-in.${decision.because}`)))
  if (decision.decision === 'proven' && decision.attempt.joins !== undefined)
    return join(deps, chat, { attempt, decision, now })
  if (decision.decision !== 'refused')
    return turn(deps, chat, attempt, textReply(say('bot.web-sign-in.done')), changesFor(attempt, decision))
  const because = decision.attempt.refusedBecause ?? 'wrong-number'
  const note = noted({
    at: now,
    actorKind: 'person',
    actorId: personId,
    action: 'session.refuse',
    subjectId: decision.attempt.id,
    detail: because,
  })
  const changes = [...changesFor(attempt, decision), note]
  return turn(deps, chat, attempt, textReply(say(`bot.web-sign-in.${because}`)), changes)
}

const join = async (
  deps: FlowDeps,
  chat: Chat,
  { attempt, decision, now }: Asked & { readonly now: number },
): Promise<SignInTurn> => {
  const joiner = await readJoiner(deps, chat, decision.attempt.joins ?? '')
  if (typeof joiner === 'string') return turn(deps, chat, attempt, textReply(say(`bot.web-join.${joiner}`)))
  const { account, state, reply, language, changes } = await joinToPhone(deps, chat, { joiner, now })
  const note = noted({
    at: now,
    actorKind: 'person',
    actorId: joiner.doc.id,
    action: 'person.join',
    subjectId: account.id,
  })
  // Whoever asks for news on a phone that was stopped wants it to be written to again.
  const edits = account.state === 'stopped' ? [{ kind: 'start' } as const] : []
  return {
    reply,
    language,
    changes: [...changes, ...changesFor(attempt, decision), note],
    joined: { account, state, edits },
  }
}

const longestAnswer = 40

/** An answer that was tapped, or typed while the account is asked for it. */
const answerIn = async (deps: FlowDeps, chat: Chat, event: ConversationEvent): Promise<Answered | undefined> => {
  if (event.kind === 'tap') {
    const option = signInOptionIn(event.id)
    if (option === undefined) return undefined
    return { attempt: await deps.store.get('webSignIns', option.attemptId), answer: option.answer }
  }
  const typed = event.kind === 'text' && event.text.length <= longestAnswer ? fold(event.text) : ''
  const isNo = deps.words.titles['option.web-sign-in.not-me']?.includes(typed) ?? false
  if (!isNo && !/^\d\d$/.test(typed)) return undefined
  const { items } = await deps.store.find('webSignIns', {
    index: 'account',
    where: [chat.context.account.doc.id],
    order: 'descending',
    limit: 1,
  })
  const [attempt] = items
  if (attempt?.doc.state !== 'asked' || attempt.doc.endsAt <= deps.clock.now()) return undefined
  return { attempt, answer: isNo ? 'no' : typed }
}

const changesFor = (attempt: Attempt | undefined, decision: SignInDecision): readonly Change[] =>
  attempt === undefined || decision.decision === 'cannot'
    ? []
    : [{ op: 'put', collection: 'webSignIns', doc: decision.attempt, expected: attempt.revision }]

/** In the person's language; of who has none yet, in that of the page. */
const turn = (
  { clock, texts }: FlowDeps,
  { active, conversation }: Chat,
  attempt: Attempt | undefined,
  reply: Reply,
  changes: readonly Change[] = [],
): SignInTurn => {
  const said = conversation === undefined ? undefined : readState(conversation.doc.state, clock.now()).language
  const language = active?.language ?? said ?? attempt?.doc.language ?? conversation?.doc.language ?? texts.languages[0]
  return { reply, language: language ?? 'en', changes }
}
