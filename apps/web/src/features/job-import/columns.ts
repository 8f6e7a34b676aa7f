import type { ImportError, ImportField, ImportPreview } from '@rolecall/contract/api/job-import'
import type { Text } from '@rolecall/text/format'

/** What a column is called in the reader's language: the first of the names that it is known by. */
export const columnName = (field: ImportField, text: Text): string => firstName(`command.column.${field}`, text)

/** The first of several words that mean the same. */
export const firstName = (key: string, text: Text): string => text.say({ key }).split('|')[0] ?? ''

/** `D`, `AB`: as spreadsheets name their columns; `column` from 1. */
export const columnLetter = (column: number): string =>
  column <= 26
    ? String.fromCharCode(64 + column)
    : columnLetter(Math.floor((column - 1) / 26)) + columnLetter(((column - 1) % 26) + 1)

/** `Column D (Salary), “lots”: this cannot be read. …` */
export const errorText = (
  { column, field, said, detail }: ImportError,
  columns: ImportPreview['columns'],
  text: Text,
): string => {
  const header = column === undefined ? undefined : columns[column - 1]?.header
  const name = header ?? (field === undefined ? undefined : columnName(field, text))
  const letter = column === undefined ? '' : columnLetter(column)
  const known = { name: name ?? '', column: letter, said: said ?? '', detail }
  if (column === undefined && name === undefined) return detail
  return text.say({
    key: 'web.import.error',
    values: {
      ...known,
      where: letter === '' ? 'none' : name ? 'named' : 'letter',
      cell: said === undefined ? 'empty' : 'full',
    },
  })
}
