import type { ImportPreview, ImportRow } from '@rolecall/contract/api/job-import'
import type { Text } from '@rolecall/text/format'
import type { ApiProblem } from '../../api/client.ts'
import { problemText } from '../../text/problem-text.ts'
import { errorText } from './columns.ts'
import { type Choices, standingOf } from './lines.ts'
import type { Outcome } from './make-jobs.ts'

/** A line of which no job was made though nobody left it out. */
export type Failure = { readonly line: number; readonly title: string; readonly reason: string }

type Done = { readonly preview: ImportPreview; readonly choices: Choices; readonly outcomes: readonly Outcome[] }

/** In the order of the file: what the file says wrong, what was refused, and what was not sent any more. */
export const failuresOf = ({ preview, choices, outcomes }: Done, text: Text): readonly Failure[] => {
  const byLine = new Map(outcomes.map((outcome) => [outcome.line, outcome]))
  return preview.rows.flatMap((row) => {
    const standing = standingOf(row, choices[row.line])
    const outcome = byLine.get(row.line)
    const named = { line: row.line, title: titleOf(row) }
    if (standing === 'stopped') return [{ ...named, reason: stoppedBy(row, preview, text) }]
    return outcome?.result === 'refused' ? [{ ...named, reason: refusalText(outcome.problem, text) }] : []
  })
}

const titleOf = ({ posting, cells }: ImportRow): string => posting.title ?? cells[0]?.slice(0, 60) ?? ''

const stoppedBy = (row: ImportRow, { columns }: ImportPreview, text: Text): string => {
  const errors = row.errors.filter(({ stops }) => stops).map((error) => errorText(error, columns, text))
  return errors.length > 0 ? errors.join(' ') : text.say({ key: 'web.import.no-occupation' })
}

const refusalText = (problem: ApiProblem, text: Text): string =>
  [
    problemText(problem, text),
    ...problem.errors.flatMap(({ code }) => {
      const key = `form.error.${code}`
      return text.has(key) ? [text.say({ key })] : []
    }),
  ].join(' ')

/** The lines as they stood in the file, with a last column that says why they were not made. */
export const failedRows = (
  { columns, rows }: ImportPreview,
  failures: readonly Failure[],
  text: Text,
): readonly (readonly string[])[] => {
  const reason = text.say({ key: 'web.import.reason' })
  const headers = columns.map(({ header }) => header)
  // Such a file may come back a second time.
  const own = headers.at(-1) === reason ? headers.length - 1 : headers.length
  const cellsOf = new Map(rows.map(({ line, cells }) => [line, cells]))
  return [
    [...headers.slice(0, own), reason],
    ...failures.map((failure) => [
      ...Array.from({ length: own }, (_, at) => cellsOf.get(failure.line)?.[at] ?? ''),
      failure.reason,
    ]),
  ]
}
