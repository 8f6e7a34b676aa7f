import type { Fact } from '@rolecall/contract/explanation'

/** A value inside a sentence: plain text or number, a fact or time formatted for the reader, or another sentence. */
export type PhraseValue =
  | string
  | number
  | Fact
  | {
      readonly type: 'time'
      readonly at: number
      readonly timeZone: string
      readonly show: 'date' | 'date-time' | 'clock'
    }
  | { readonly type: 'phrase'; readonly phrase: Phrase }
  | { readonly type: 'phrases'; readonly phrases: readonly Phrase[] }

/** A sentence of the catalogue (`key`, with its ICU variables), or text that is shown as it is. */
export type Phrase =
  | { readonly key: string; readonly values?: Readonly<Record<string, PhraseValue>> }
  | { readonly plain: string }

/** `id` comes back when it is tapped; ids are at most 200 characters and carry the question's name, so that an old tap is known. */
export type Choice = { readonly id: string; readonly title: Phrase }
export type ListRow = { readonly id: string; readonly title: Phrase; readonly description?: Phrase }
export type ListSection = { readonly title?: Phrase; readonly rows: readonly ListRow[] }

/**
 * One message to a person, in no language yet. `body`: paragraphs, joined by a blank line.
 * Stored in the outbox as it is and rendered when it is sent.
 */
export type Reply =
  | { readonly kind: 'text'; readonly body: readonly Phrase[] }
  | { readonly kind: 'buttons'; readonly body: readonly Phrase[]; readonly buttons: readonly Choice[] }
  | {
      readonly kind: 'list'
      readonly body: readonly Phrase[]
      readonly button: Phrase
      readonly sections: readonly ListSection[]
    }
  | { readonly kind: 'ask-location'; readonly body: readonly Phrase[] }
  | { readonly kind: 'link'; readonly body: readonly Phrase[]; readonly label: Phrase; readonly url: string }

/**
 * What stands in an outbox row's `message`: the reply, the language to render it in, and the template that carries the
 * same news outside the 24-hour window (`name` is that of the catalogue's `template.<name>.body`); absent: it waits for the person.
 */
export type OutboxMessage = {
  readonly reply: Reply
  readonly language: string
  readonly template?: { readonly name: string; readonly values: Readonly<Record<string, PhraseValue>> }
}
