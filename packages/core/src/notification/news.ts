import type { OutboxMessage } from '../conversation/reply.ts'
import type { DocumentOf } from '../model/collections.ts'
import type { Change } from '../ports/store.ts'

export const newsMailKind = 'news-mail'

export type NewsToKeep = {
  readonly id: string
  readonly person: Pick<DocumentOf<'people'>, 'id' | 'email' | 'emailUpdates'>
  readonly message: OutboxMessage
  readonly category: DocumentOf<'news'>['category']
  /** Epoch ms: not before. */
  readonly dueAt: number
  readonly now: number
}

/**
 * The changes that keep a message for the pages of a person who has no WhatsApp, in place of the outbox, and that wake a mail
 * of it where they want one.
 */
export const keepNews = ({ id, person, message, category, dueAt, now }: NewsToKeep): readonly Change[] => [
  {
    op: 'put',
    collection: 'news',
    expected: 'absent',
    doc: { id, personId: person.id, message, category, dueAt, at: now },
  },
  ...(person.email === undefined || person.emailUpdates === false ? [] : [newsMailTask({ id, person, dueAt, now })]),
]

/** What the mail says, and to whom, is read when it is sent: by then they may have stopped it. */
const newsMailTask = ({ id, person, dueAt, now }: Pick<NewsToKeep, 'id' | 'person' | 'dueAt' | 'now'>): Change => ({
  op: 'put',
  collection: 'tasks',
  expected: 'absent',
  doc: {
    id: `${newsMailKind}:${id}`,
    queue: 'mail',
    lane: `${newsMailKind}:${id}`,
    kind: newsMailKind,
    payload: { newsId: id },
    keyOwner: person.id,
    order: dueAt,
    dueAt,
    state: 'ready',
    attempts: 0,
    at: now,
  },
})
