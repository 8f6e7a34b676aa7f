import { setImmediate } from 'node:timers/promises'
import { type ImportPreview, type ImportRow, importBounds } from '@rolecall/contract/api/job-import'
import { readColumns } from '@rolecall/core/job-file/columns'
import type { DocumentOf } from '@rolecall/core/model/collections'
import { type Refusal, refuse } from '../../../refusal.ts'
import { labelsOf } from '../../labels.ts'
import { decodeText } from './decode-text.ts'
import { parseTable, type Table } from './parse-table.ts'
import { createLineReader, type JobFileDeps } from './read-line.ts'

/** `file`: in base64. `language`: of its texts, and of what is said about them. */
type JobFile = {
  readonly file: string
  readonly language: string
  readonly organisation: Pick<DocumentOf<'organisations'>, 'id' | 'country'>
}

/** So long this process reads lines before it looks after others, in milliseconds. */
const turnMs = 10

/** Reads a file of jobs, line by line. Refused as a whole where it is no table of jobs, or more than can be taken at once. */
export const readJobFile = async (deps: JobFileDeps, given: JobFile): Promise<ImportPreview | Refusal> => {
  const table = tableOf(deps, Buffer.from(given.file, 'base64'))
  if ('refused' in table) return table
  const fields = readColumns(table.header, deps.words)
  const reader = createLineReader(deps, { ...given, header: table.header, fields })
  const rows: ImportRow[] = []
  let turn = performance.now()
  for (const row of table.rows) {
    rows.push(reader.read(row))
    if (performance.now() - turn < turnMs) continue
    await setImmediate()
    turn = performance.now()
  }
  if (table.openQuoteAt !== undefined) rows.push(reader.unreadable(table.openQuoteAt))
  return {
    columns: table.header.map((header, at) => {
      const field = fields[at]
      return field === undefined ? { header } : { header, field }
    }),
    rows,
    labels: labelsOf(deps.look.taxonomy, given.language, skillsOf(rows)),
  }
}

const tableOf = ({ words }: JobFileDeps, bytes: Uint8Array): Table | Refusal => {
  const no = (code: NonNullable<Refusal['errors']>[number]['code'], bound?: number): Refusal =>
    refuse('invalid-fields', { errors: [{ pointer: '/file', code, ...(bound === undefined ? {} : { bound }) }] })
  if (bytes.length > importBounds.bytes) return no('too-large', importBounds.bytes)
  const decoded = decodeText(bytes)
  if ('isNo' in decoded) return no(decoded.isNo === 'workbook' ? 'workbook' : 'not-text')
  if (breaksIn(decoded.text) > mostBreaks) return no('too-many-lines', importBounds.lines)
  const known = (header: readonly string[]) => readColumns(header, words).filter((field) => field !== undefined).length
  const table = parseTable(decoded.text, known)
  const count = table.rows.length + (table.openQuoteAt === undefined ? 0 : 1)
  if (table.header.length > importBounds.columns) return no('too-many-columns', importBounds.columns)
  if (known(table.header) === 0) return no('no-columns')
  if (count === 0) return no('no-lines')
  return count > importBounds.lines ? no('too-many-lines', importBounds.lines) : table
}

/** With the lines inside of descriptions; what has more is not taken apart to be counted. */
const mostBreaks = 40 * importBounds.lines

const breaksIn = (text: string): number => {
  let count = 0
  for (const _ of text.matchAll(/\r\n|\n|\r/g)) count += 1
  return count
}

const skillsOf = (rows: readonly ImportRow[]): readonly string[] =>
  rows.flatMap(({ posting }) =>
    (posting.requirements ?? []).flatMap((requirement) => (requirement.kind === 'skill' ? [requirement.skill] : [])),
  )
