import { CsvError, parse } from 'csv-parse/sync'

/** A row with the line of the file on which it begins, from 1. */
export type TableRow = { readonly line: number; readonly cells: readonly string[] }

/** `openQuoteAt`: the line of a row with a quotation mark that never ends, behind which nothing can be read. */
export type Table = {
  readonly header: readonly string[]
  readonly rows: readonly TableRow[]
  readonly openQuoteAt?: number
}

const delimiters = [',', ';', '\t'] as const

/**
 * Reads CSV whose cells stand between commas, semicolons or tabs: whichever makes the first line the best header, as `rate`
 * says. Rows without a word in them are left out.
 */
export const parseTable = (text: string, rate: (header: readonly string[]) => number): Table => {
  const { delimiter, content, linesBefore } = named(text)
  const chosen = delimiter ?? likeliest(content, rate)
  const { rows, openQuoteAt } = parsed(content, chosen)
  const [header, ...rest] = rows.map((row) => ({ ...row, line: row.line + linesBefore }))
  return {
    header: header?.cells ?? [],
    rows: rest,
    ...(openQuoteAt === undefined ? {} : { openQuoteAt: openQuoteAt + linesBefore }),
  }
}

/** Excel can be told the separator by a first line `sep=;`. */
const named = (text: string) => {
  const [line, delimiter] = /^sep=(.)\r?\n/.exec(text) ?? []
  return line === undefined
    ? { content: text, linesBefore: 0 }
    : { content: text.slice(line.length), delimiter, linesBefore: 1 }
}

/** A first line is not longer. */
const longestHeader = 20_000

const likeliest = (text: string, rate: (header: readonly string[]) => number): string => {
  const start = text.slice(0, longestHeader)
  const rated = delimiters.map((delimiter) => {
    const header = parsed(start, delimiter).rows[0]?.cells ?? []
    return { delimiter, rating: rate(header), cells: header.length }
  })
  return rated.toSorted((a, b) => b.rating - a.rating || b.cells - a.cells)[0]?.delimiter ?? ','
}

const parsed = (text: string, delimiter: string): Pick<Table, 'rows' | 'openQuoteAt'> => {
  const rows: TableRow[] = []
  let line = 1
  // What is read is taken as it comes: a row that cannot be read must not cost those before it.
  const onRecord = (cells: string[]): null => {
    if (cells.some((cell) => cell.trim() !== '')) rows.push({ line, cells })
    line += 1 + cells.reduce((sum, cell) => sum + breaksIn(cell), 0)
    return null
  }
  try {
    parse(text, {
      delimiter,
      bom: true,
      relax_column_count: true,
      // `5" pan` is a measure.
      relax_quotes: true,
      record_delimiter: ['\r\n', '\n', '\r'],
      on_record: onRecord,
    })
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    return { rows, openQuoteAt: line }
  }
  return { rows }
}

const breaksIn = (cell: string): number => cell.match(/\r\n|\n|\r/g)?.length ?? 0
