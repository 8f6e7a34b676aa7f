import type { Fact } from '@rolecall/contract/explanation'

/** A value inside a sentence: plain text or number, a fact or time formatted for the reader, or another sentence. */
export type PhraseValue =
  | string
  | number
  | Fact
  | {
      readonly type: 'time'
      /** Epoch milliseconds. */
      readonly at: number
      /** IANA time zone of the reader or of the place that the time belongs to. */
      readonly timeZone: string
      readonly show: 'date' | 'date-time' | 'clock'
    }
  | { readonly type: 'phrase'; readonly phrase: Phrase }
  | { readonly type: 'phrases'; readonly phrases: readonly Phrase[] }

/** A sentence of the catalogue (`key`, with its ICU variables), or text that is shown as it is. */
export type Phrase =
  | { readonly key: string; readonly values?: Readonly<Record<string, PhraseValue>> }
  | { readonly plain: string }

/** Sentences of one language: key to ICU MessageFormat. */
export type Catalogue = Readonly<Record<string, string>>
