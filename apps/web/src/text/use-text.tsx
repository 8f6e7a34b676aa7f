import { createText, type Text } from '@rolecall/text/format'
import type { Catalogue, PhraseValue } from '@rolecall/text/phrase'
import { createContext, type ReactNode, useContext } from 'react'

export type Say = (key: string, values?: Readonly<Record<string, PhraseValue>>) => string

const TextContext = createContext<Text | undefined>(undefined)

/** Speaks one language to everything inside. */
export const TextProvider = ({ text, children }: { text: Text; children?: ReactNode }) => (
  <TextContext value={text}>{children}</TextContext>
)

export const useText = (): Text => {
  const text = useContext(TextContext)
  if (text === undefined) throw new Error('no TextProvider around this component')
  return text
}

/** A sentence by its key, in the reader's language. */
export const useSay = (): Say => sayIn(useText())

export const sayIn =
  (text: Text): Say =>
  (key, values) =>
    text.say(values === undefined ? { key } : { key, values })

/** `labels` names occupations and skills by id; an id without a label is shown as it is. */
export const speak = (catalogue: Catalogue, language: string, labels: Readonly<Record<string, string>> = {}): Text => {
  const label = (id: string) => labels[id] ?? id
  return createText(catalogue, language, { occupation: label, skill: label })
}
