import type { Text } from '@rolecall/text/format'

/** A code as a selector of a message, which takes no hyphen. */
export const selector = (code: string): string => code.replaceAll('-', '_')

/** A language in the reader's words. */
export const languageName = (tag: string, { language }: Pick<Text, 'language'>): string =>
  new Intl.DisplayNames([language], { type: 'language' }).of(tag) ?? tag
