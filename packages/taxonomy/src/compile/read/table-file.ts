import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { CsvError, type Options, parse } from 'csv-parse/sync'
import { SourceRefused } from './refused.ts'

/** A row by the names of its columns. */
export type Row<Column extends string> = Readonly<Record<Column, string>>

/** `quoted`: comma-separated with quotes, as ESCO is published; `tabbed`: tab-separated without, as O*NET is. */
export type TableFormat = 'quoted' | 'tabbed'

const formats: Readonly<Record<TableFormat, Options>> = {
  quoted: {},
  tabbed: { delimiter: '\t', quote: false },
}

/** Reads a table with a header that has at least `columns`, in any order; throws `SourceRefused` for what is none. */
export function readTable<Column extends string>(
  path: string,
  columns: readonly Column[],
  format: TableFormat,
): Row<Column>[] {
  const [header = [], ...rows] = parsed(path, format)
  const places = columns.map((column) => header.indexOf(column))
  const missing = columns.filter((_, at) => places[at] === -1)
  if (missing.length > 0)
    throw new SourceRefused(
      `${basename(path)} has no column ${missing.join(', ')}: take the ${format === 'quoted' ? 'CSV' : 'text'} download as its publisher ships it`,
    )
  if (rows.length === 0) throw new SourceRefused(`${basename(path)} has a header and no rows: download it again`)
  return rows.map((row) => toRow(columns, (at) => row[places[at] ?? -1] ?? ''))
}

function toRow<Column extends string>(columns: readonly Column[], valueAt: (at: number) => string): Row<Column> {
  return Object.fromEntries(columns.map((column, at) => [column, valueAt(at)])) as Row<Column>
}

function parsed(path: string, format: TableFormat): string[][] {
  try {
    return parse(textOf(path), { bom: true, ...formats[format] }) as string[][]
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    throw new SourceRefused(
      `${basename(path)} is cut off or damaged near line ${error.lines ?? '?'} (${whatIsWrong(error)}): download it again`,
    )
  }
}

function whatIsWrong(error: CsvError): string {
  if (error.code === 'CSV_QUOTE_NOT_CLOSED') return 'a quoted value has no end'
  if (error.code === 'CSV_RECORD_INCONSISTENT_FIELDS_LENGTH') return 'a row has other columns than the header'
  return error.message
}

function textOf(path: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(path))
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    throw new SourceRefused(
      `${basename(path)} is not UTF-8 text: unpack the download, and do not save it with a spreadsheet`,
    )
  }
}
