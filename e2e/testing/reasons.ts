import type { Locator } from 'playwright-core'
import { plain } from './words.ts'

/** The sentences of a chat's WHY, without the marks in front. */
export const reasonsInChat = (lines: readonly string[]): readonly string[] =>
  lines.flatMap((line) => /^[✓•] (.+)$/.exec(line)?.[1] ?? [])

/** The sentences of the lists of reasons inside a card or a section of an employer's page. */
export const reasonsOnPage = async (around: Locator): Promise<readonly string[]> =>
  (await around.getByRole('list').getByRole('listitem').allInnerTexts()).map((text) =>
    plain(text).replace(/^[✓!?]\s*/, ''),
  )
