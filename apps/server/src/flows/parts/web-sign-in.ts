import type { ConversationEvent } from '@rolecall/core/conversation/event'
import type { Phrase, Reply } from '@rolecall/core/conversation/reply'
import { choice, optionsReply, say, textReply } from '@rolecall/core/conversation/say'
import { readState } from '@rolecall/core/conversation/state'
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
import type { Chat } from './read-chat.ts'

type Attempt = Stored<DocumentOf<'webSignIns'>>
/** What a message about signing in on the web comes to. The conversation stays where it is. */
export type SignInTurn = { readonly reply: Reply; readonly language: string; readonly changes: readonly Change[] }

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
  if (chat.active === undefined || chat.active.state === 'registering')
    return turn(deps, chat, attempt, {
      kind: 'buttons',
      body: [say('bot.web-sign-in.register')],
      buttons: [choice('cmd.menu', 'option.web-sign-in.begin')],
    })
  return turn(deps, chat, attempt, askWhich(deps, chat, decision.attempt.id), changesFor(attempt, decision))
}

const askWhich = ({ signInSecret }: FlowDeps, chat: Chat, attemptId: string): Reply => {
  const numbers = numbersOf(signInSecret, attemptId).offered.map((number) => ({
    id: signInOption(attemptId, number),
    title: { plain: number },
  }))
  const notMe = choice(signInOption(attemptId, 'no'), 'option.web-sign-in.not-me')
  return optionsReply([...whose(chat), say('bot.web-sign-in.ask')], [...numbers, notMe])
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
  if (chat.active === undefined) return undefined
  const [accountId, personId] = [chat.context.account.doc.id, chat.active.id]
  const shown = attempt === undefined ? '' : numbersOf(deps.signInSecret, attempt.doc.id).shown
  const decision = answerNumber(attempt?.doc, { accountId, personId, answer, shown, now })
  if (decision.decision === 'cannot')
    return turn(deps, chat, attempt, textReply(say(`bot.web-sign-in.${decision.because}`)))
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
