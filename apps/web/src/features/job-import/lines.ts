import type { ImportRow } from '@rolecall/contract/api/job-import'
import { JobDraft } from '@rolecall/contract/job'

/** What somebody changed about a line: another occupation, another of the places it may mean, or not to take it at all. */
export type Choice = {
  readonly occupation?: { readonly id: string; readonly label: string }
  readonly placeAt?: number
  readonly leftOut?: boolean
}
/** By the number of the line. */
export type Choices = Readonly<Record<number, Choice>>

/** A line on the page, and how something of it is changed. */
export type LineProps = {
  readonly row: ImportRow
  readonly choice: Choice
  readonly choose: (choice: Choice) => void
}

/** `check`: can be made, and something in it is a guess that nobody has looked at. `stopped`: cannot be made. */
export type Standing = 'ready' | 'check' | 'stopped' | 'left-out'

export const standingOf = (row: ImportRow, choice: Choice = {}): Standing => {
  if (choice.leftOut) return 'left-out'
  if (postingOf(row, choice) === undefined) return 'stopped'
  const isGuess =
    (row.occupation.sureness === 'check' && choice.occupation === undefined) ||
    (row.place.sureness === 'check' && choice.placeAt === undefined)
  return isGuess || row.errors.length > 0 ? 'check' : 'ready'
}

/** The posting with what was chosen; undefined while something stops it. */
export const postingOf = (row: ImportRow, choice: Choice = {}): JobDraft | undefined => {
  if (row.errors.some(({ stops }) => stops)) return undefined
  const place = row.place.choices[choice.placeAt ?? 0]
  const occupation = choice.occupation?.id ?? row.posting.occupation
  return JobDraft.safeParse({ ...row.posting, place, occupation }).data
}

/** Whether the place can be no other. */
export const isSettled = ({ place }: ImportRow): boolean => place.sureness === 'sure' && place.choices.length === 1

/** A job to be made: `key` makes it once, however often it is sent. */
export type Line = { readonly line: number; readonly key: string; readonly posting: JobDraft }

/** The lines that can be made, in the order of the file. */
export const linesToMake = (rows: readonly ImportRow[], choices: Choices): readonly Line[] =>
  rows.flatMap((row) => {
    const choice = choices[row.line]
    const posting = choice?.leftOut ? undefined : postingOf(row, choice)
    return posting === undefined ? [] : [{ line: row.line, key: row.key, posting }]
  })
