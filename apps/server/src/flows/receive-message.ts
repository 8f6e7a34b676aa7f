import { randomBytes } from 'node:crypto'
import { changesOf } from '@rolecall/core/conversation/changes'
import { type ConverseOutput, converse } from '@rolecall/core/conversation/converse'
import type { ConversationEvent } from '@rolecall/core/conversation/event'
import { interpret } from '@rolecall/core/conversation/interpret'
import { newState, readState } from '@rolecall/core/conversation/state'
import type { DocumentOf } from '@rolecall/core/model/collections'
import { queueMessage } from '@rolecall/core/notification/queue-message'
import type { Change } from '@rolecall/core/ports/store'
import type { MessageEvent } from '@rolecall/whatsapp/webhook/event'
import { isOfFiles, type Task, type TaskLease, type TaskResult } from '../worker.ts'
import type { FlowDeps } from './deps.ts'
import { caseMessage } from './parts/case-message.ts'
import { leftToTheTask, restOfErasing } from './parts/erasing.ts'
import { type FoundAccount, findAccount } from './parts/find-account.ts'
import { keepMedia } from './parts/keep-media.ts'
import { keptLink } from './parts/links.ts'
import { handOver } from './parts/message-row.ts'
import { quotedApplication } from './parts/quoted-application.ts'
import { type Chat, readChat } from './parts/read-chat.ts'
import { finish } from './parts/task-documents.ts'
import { toConversationEvent } from './parts/to-conversation-event.ts'
import { type SignInTurn, takeWebSignIn } from './parts/web-sign-in.ts'

const mediaAttempts = 4
const awayMs = 23 * 3_600_000

/** One message of a person: read what the chat rests on, decide, commit everything at once. */
export const receiveMessage = async (
  deps: FlowDeps,
  task: Task,
  lease: TaskLease,
  event: MessageEvent,
): Promise<TaskResult> => {
  const phoneNumberId = event.phoneNumberId ?? deps.config.whatsapp.phoneNumberId
  if (event.sender.userId === undefined && event.sender.waId === undefined) {
    deps.log.warn('receive.no-sender', { task: task.doc.id })
    return finish(deps, task, lease, [])
  }
  const now = deps.clock.now()
  const found = await findAccount({
    store: deps.store,
    portfolioId: deps.config.whatsapp.portfolioId,
    sender: event.sender,
    now: writtenAt(event, now),
    makeId: deps.makeId,
  })
  const read = await readChat(deps, found, phoneNumberId)
  const media = await keepWhatWasSent(deps, { task, phoneNumberId, accountId: found.account.id, event })
  if (media !== undefined && 'retry' in media)
    return { result: 'retry', at: now + 1000, error: media.retry, counts: true }
  const said = { event: toConversationEvent(event, media?.kept), now }
  const signIn = await takeWebSignIn(deps, read, said)
  const chat = signIn?.joined === undefined ? read : withAccount(read, signIn.joined.account)
  const turn = signIn === undefined ? await takeTurn(deps, chat, said) : beside(chat, signIn, now)
  const erased = turn.edits.flatMap((edit) => (edit.kind === 'delete-person' ? [edit.personId] : []))
  const accountId = chat.context.account.doc.id
  const rest = await Promise.all(erased.map((personId) => restOfErasing(deps, { personId, accountId, by: 'person' })))
  const result = await finish(deps, task, lease, [
    ...changesOf(turn.edits, {
      ...chat.context,
      account: { ...chat.context.account, ...(signIn === undefined && media === undefined ? asStored(found) : {}) },
      ...(erased.length === 0 ? {} : leftToTheTask),
      now,
    }),
    chatChange(deps, chat, turn, now),
    ...(signIn === undefined && erased.length === 0 ? caseMessage(deps, chat, turn, said) : []),
    ...(signIn?.changes ?? []),
    ...(media === undefined ? [] : [mediaChange(media.kept)]),
    ...queueReplies(deps, chat, turn, now),
    ...rest.flat(),
    ...dataLinks(deps, turn),
    ...(cameBack(chat, now) ? await handOver(tellDeps(deps), chat.context.account.doc, now) : []),
  ])
  if (result.result === 'done') markRead(deps, phoneNumberId, event.wamid)
  return result
}

/** A sign-in on the web leaves the chat where it is; who has not begun it yet is met in the language of the page. */
const beside = ({ conversation }: Chat, { reply, language, joined }: SignInTurn, now: number): ConverseOutput => {
  if (joined !== undefined) return { state: joined.state, replies: [reply], edits: joined.edits, language }
  const state = conversation === undefined ? undefined : readState(conversation.doc.state, now)
  return { state: state ?? { ...newState(now), guessed: language }, replies: [reply], edits: [], language }
}

const withAccount = (chat: Chat, doc: DocumentOf<'accounts'>): Chat => ({
  ...chat,
  context: { ...chat.context, account: { ...chat.context.account, doc } },
})

const asStored = ({ stored }: FoundAccount) => (stored === undefined ? {} : { stored })

/** Whether only templates could reach them until now; a little before, since clocks differ. */
const cameBack = ({ conversation }: Chat, now: number): boolean =>
  conversation !== undefined && now - conversation.doc.lastInboundAt >= awayMs

const tellDeps = ({ store, makeId, config }: FlowDeps) => ({ store, makeId, config: config.whatsapp })

/** When the person wrote by Meta's clock; a clock that is ahead of ours counts as now. */
const writtenAt = ({ at }: MessageEvent, now: number): number => (at > 0 ? Math.min(at, now) : now)

const takeTurn = async (
  deps: FlowDeps,
  chat: Chat,
  { event, now }: { readonly event: ConversationEvent; readonly now: number },
): Promise<ConverseOutput> => {
  const state = chat.conversation === undefined ? undefined : readState(chat.conversation.doc.state, now)
  const jobId = event.kind === 'tap' ? event.id.match(/job_[0-9a-z]{26}/)?.[0] : undefined
  const jobIds = [...new Set([jobId, state?.jobId])].filter((id) => id !== undefined)
  const quoted = await quotedApplication(deps.store, chat.context.account.doc.id, event)
  const { operator } = deps.settings.current()
  const near = chat.active?.profile.place
  const around = { words: deps.words, operator, ...(near === undefined ? {} : { near }) }
  const readings = await deps.matcher.withLook((look) => interpret(event, state, { look, ...around }))
  return deps.matcher.withLook(
    (look) =>
      converse({
        state,
        event,
        readings,
        words: deps.words,
        account: chat.context.account.doc,
        people: chat.context.people.map(({ doc }) => doc),
        applications: chat.context.applications.map(({ doc }) => doc),
        interests: chat.context.interests.map(({ doc }) => doc),
        consents: chat.context.consents.map(({ doc }) => doc),
        relay: { ...chat.relay, ...(quoted === undefined ? {} : { quoted }) },
        openCase: chat.context.openCase?.doc,
        agent: chat.agent,
        look,
        operator: { ...operator, languages: deps.texts.languages, webUrl: deps.config.publicUrl },
        now,
        id: deps.makeId,
        token: () => randomBytes(32).toString('base64url'),
      }),
    jobIds,
  )
}

const keepWhatWasSent = async (
  deps: FlowDeps,
  from: {
    readonly task: Task
    readonly phoneNumberId: string
    readonly accountId: string
    readonly event: MessageEvent
  },
): Promise<{ readonly kept: DocumentOf<'media'> } | { readonly retry: string } | undefined> => {
  const { content } = from.event
  if (content.type !== 'media') return undefined
  const message = { kind: content.media, mediaId: content.id, fileName: content.filename }
  const media = await keepMedia(deps, from.phoneNumberId, from.accountId, message)
  // Tries that failed since the file could not be kept say nothing of whether it can be fetched.
  const { attempts, error } = from.task.doc
  if ('kept' in media || attempts < mediaAttempts || isOfFiles(error)) return media
  const { media: kind } = content
  const id = deps.makeId('media')
  const at = deps.clock.now()
  return { kept: { id, accountId: from.accountId, kind, mimeType: '', bytes: 0, sha256: '', error: media.retry, at } }
}

const mediaChange = (doc: DocumentOf<'media'>): Change => ({ op: 'put', collection: 'media', doc, expected: 'absent' })

const chatChange = (deps: FlowDeps, chat: Chat, turn: ConverseOutput, now: number): Change => ({
  op: 'put',
  collection: 'conversations',
  expected: chat.conversation?.revision ?? 'absent',
  doc: {
    id: chat.conversation?.doc.id ?? deps.makeId('conversations'),
    accountId: chat.context.account.doc.id,
    phoneNumberId: chat.phoneNumberId,
    state: turn.state,
    language: turn.language,
    lastInboundAt: now,
    updatedAt: now,
  },
})

/** The link to all that is kept of the person, as it stands in the reply. */
const dataLinks = (deps: FlowDeps, { edits }: ConverseOutput): readonly Change[] =>
  edits.flatMap((edit) =>
    edit.kind === 'request-data'
      ? [keptLink(deps, edit.token, { subject: edit.personId, content: { purpose: 'own-data' } })]
      : [],
  )

const queueReplies = (deps: FlowDeps, chat: Chat, turn: ConverseOutput, now: number): readonly Change[] =>
  turn.replies.flatMap((reply, index) =>
    queueMessage({
      id: deps.makeId('outbox'),
      accountId: chat.context.account.doc.id,
      personId: chat.context.account.doc.activePersonId,
      phoneNumberId: chat.phoneNumberId,
      message: { reply, language: turn.language },
      category: 'reply',
      dueAt: now,
      order: now + index / 8,
      now,
    }),
  )

/** A courtesy that nothing waits for: its failure changes nothing. */
const markRead = (deps: FlowDeps, phoneNumberId: string, wamid: string): void => {
  deps.messenger.markRead(phoneNumberId, wamid, false).catch(() => deps.log.info('receive.not-marked-read'))
}
