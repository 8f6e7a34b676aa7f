import type { OutboxMessage, Phrase } from '@rolecall/core/conversation/reply'
import { choice, cut } from '@rolecall/core/conversation/say'
import type { DocumentOf } from '@rolecall/core/model/collections'
import type { Change } from '@rolecall/core/ports/store'
import { forWhom, type TellDeps, tellPerson } from './tell-person.ts'

type Message = DocumentOf<'messages'>
type Carried = {
  readonly person: DocumentOf<'people'>
  readonly job: Pick<DocumentOf<'jobs'>, 'posting' | 'organisationName'>
  readonly message: Pick<Message, 'id' | 'applicationId' | 'text'>
  /** The first of its thread: the person is told whose service it is and what nobody may ask. */
  readonly first: boolean
  readonly sharesPhone: boolean
}

/** A body with buttons holds 1,024 characters: what is longer goes as a text, and the buttons follow it. */
const mostBesideButtons = 700

/** What an employer wrote, as messages of WhatsApp; outside the 24-hour window a template tells of it, without its words. */
export const carriedMessages = ({ person, job, message, first, sharesPhone }: Carried): readonly OutboxMessage[] => {
  const names = { organisation: cut(job.organisationName, 60), job: cut(job.posting.title, 60) }
  const { language } = person
  const template = { name: 'employer_message', values: { person: person.name ?? '', ...names } }
  const said: Phrase = { key: 'update.message', values: { ...names, text: message.text.text } }
  const warning: readonly Phrase[] = first ? [{ key: 'update.message.warning' }] : []
  const body = [...forWhom(person, sharesPhone), said, ...warning]
  const buttons = (['reply', 'block', 'report'] as const).map((name) =>
    choice(`${name}.${message.applicationId}`, `option.relay.${name}`),
  )
  if (message.text.text.length <= mostBesideButtons)
    return [{ reply: { kind: 'buttons', body, buttons }, language, template }]
  const after: Phrase = { key: 'update.message.long', values: { organisation: names.organisation } }
  const words: OutboxMessage = { reply: { kind: 'text', body }, language, template }
  return person.channel === 'web' ? [words] : [words, { reply: { kind: 'buttons', body: [after], buttons }, language }]
}

/** Puts what an employer wrote into the outbox. `outboxId`: of the row that holds its words. */
export const carryMessage = async (
  deps: TellDeps,
  carried: Carried,
  { dueAt, now, order = now }: { readonly dueAt: number; readonly now: number; readonly order?: number },
): Promise<{ readonly outboxId: string; readonly changes: readonly Change[] }> => {
  const { person, message } = carried
  const outboxId = deps.makeId('outbox')
  const rows = await Promise.all(
    carriedMessages(carried).map((each, index) =>
      tellPerson(deps, {
        ...(index === 0 ? { id: outboxId } : {}),
        person,
        message: each,
        category: 'update',
        messageId: message.id,
        // One after the other, so that the buttons stand below the words.
        dueAt: dueAt > now ? dueAt + index * 1000 : dueAt,
        order: order + index / 8,
        now,
      }),
    ),
  )
  return { outboxId, changes: rows.flat() }
}
