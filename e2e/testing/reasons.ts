import type { MattersMost } from '@rolecall/contract/job'
import type { Locator } from 'playwright-core'
import { plain, type Words } from './words.ts'

/** The sentences of a chat's WHY, without the marks in front. */
export const reasonsInChat = (lines: readonly string[]): readonly string[] =>
  lines.flatMap((line) => /^[✓•] (.+)$/.exec(line)?.[1] ?? [])

/** The sentences of the lists of reasons inside a card or a section of an employer's page. */
export const reasonsOnPage = async (around: Locator): Promise<readonly string[]> =>
  (await around.getByRole('list').getByRole('listitem').allInnerTexts()).map((text) =>
    plain(text).replace(/^[✓!?]\s*/, ''),
  )

/** That the employer of the story puts more weight on something, as both sides read it. */
export const tiltSentence = ({ say, text }: Words, parts: readonly MattersMost[]): string =>
  say('reason.tilt', { what: text.fact({ type: 'score-parts', values: [...parts] }) })
