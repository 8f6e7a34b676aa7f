import type { MessageSide } from '@rolecall/contract/message'
import type { DocumentOf } from '../model/collections.ts'

type Application = DocumentOf<'applications'>
type Message = DocumentOf<'messages'>
export type Block = DocumentOf<'blocks'>

/** How many messages of a day an employer may write to one person who does not answer. */
export const mostUnanswered = 3
/** How many a person may write in a row. */
export const mostInARow = 20
const dayMs = 86_400_000

/**
 * Whether an employer and a person can write to each other, and if not why. `blocked-by-person`: the person takes nothing from
 * this employer; `silenced`: a moderator keeps the person from writing.
 */
export type ThreadState =
  | 'open'
  | 'ended'
  | 'blocked-by-organisation'
  | 'blocked-by-person'
  | 'silenced'
  | 'stopped'
  | 'unreachable'
  | 'organisation-stopped'

export type Around = {
  readonly application: Pick<Application, 'state' | 'organisationId' | 'personId'>
  readonly organisation: DocumentOf<'organisations'>['state'] | undefined
  readonly account: DocumentOf<'accounts'>['state']
  /** Those of the person, of whatever organisation. */
  readonly blocks: readonly Block[]
}

export const threadState = ({ application, organisation, account, blocks }: Around): ThreadState => {
  if (application.state === 'not-selected' || application.state === 'withdrawn') return 'ended'
  if (organisation !== 'vetted') return 'organisation-stopped'
  const by = (side: Block['by']) => isBlocked(blocks, { ...application, by: side })
  if (by('organisation')) return 'blocked-by-organisation'
  if (by('person')) return 'blocked-by-person'
  if (by('moderator')) return 'silenced'
  return account === 'active' ? 'open' : account
}

type Pair = { readonly personId: string; readonly organisationId: string; readonly by: Block['by'] }

/** What a chat rests on where a person and employers write to each other. `quoted`: the application of the message that is answered. */
export type Relay = {
  readonly blocks: readonly Block[]
  readonly organisations: ReadonlyMap<string, DocumentOf<'organisations'>['state']>
  readonly quoted?: string
}
export const noRelay: Relay = { blocks: [], organisations: new Map() }

/** A moderator's block names no organisation: it is of all. */
export const blockId = ({ personId, organisationId, by }: Pair): string =>
  `${personId}:${by === 'moderator' ? 'all' : organisationId}:${by}`

export const isBlocked = (blocks: readonly Block[], pair: Pair): boolean =>
  blocks.some(({ id, active }) => active && id === blockId(pair))

export const blockOf = (pair: Pair, more: Pick<Block, 'active' | 'at'> & { readonly userId?: string }): Block => ({
  id: blockId(pair),
  personId: pair.personId,
  ...(pair.by === 'moderator' ? {} : { organisationId: pair.organisationId }),
  by: pair.by,
  ...more,
})

/**
 * How many messages an employer may still write before the person answers. `recent`: the newest messages of the two, about
 * whatever application, newest first.
 */
export const messagesLeft = (recent: readonly Pick<Message, 'from' | 'at'>[], now: number): number => {
  const answered = recent.findIndex(({ from }) => from === 'person')
  const since = answered < 0 ? recent : recent.slice(0, answered)
  return Math.max(0, mostUnanswered - since.filter(({ at }) => at > now - dayMs).length)
}

/** Whether a person may write on, or has to let the employer answer. */
export const mayGoOn = ({ thread }: Pick<Application, 'thread'>): boolean =>
  thread?.lastFrom !== 'person' || thread.run < mostInARow

/** A message joins its thread: both are written in one commit, so that no two messages join at once. */
export const withMessage = (
  application: Application,
  said: Pick<Message, 'id' | 'from' | 'text'> & Partial<Pick<Message, 'userId' | 'outboxId'>>,
  now: number,
): { readonly application: Application; readonly message: Message } => {
  const { thread } = application
  const at = Math.max(now, (thread?.lastAt ?? 0) + 1)
  const { id: applicationId, jobId, organisationId, personId } = application
  return {
    application: { ...application, thread: { ...nextThread(thread, said.from), lastAt: at } },
    message: { ...said, applicationId, jobId, organisationId, personId, at },
  }
}

const nextThread = (before: Application['thread'], from: MessageSide) => ({
  count: (before?.count ?? 0) + 1,
  begun: before?.begun === true || from === 'organisation',
  lastFrom: from,
  run: before?.lastFrom === from ? before.run + 1 : 1,
  // Whoever answers has read.
  unread: from === 'person' ? (before?.unread ?? 0) + 1 : 0,
})

/** The employer has read what is there. */
export const withAllRead = (application: Application): Application =>
  application.thread === undefined ? application : { ...application, thread: { ...application.thread, unread: 0 } }
