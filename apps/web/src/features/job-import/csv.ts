/**
 * A CSV file as spreadsheets open it: UTF-8 with its mark, every cell in quotation marks. What a spreadsheet would take for a
 * formula gets an apostrophe in front: others typed it, and it must not run.
 */
export const csvOf = (rows: readonly (readonly string[])[], separator: ',' | ';'): string =>
  `\ufeff${rows.map((row) => `${row.map(quoted).join(separator)}\r\n`).join('')}`

const quoted = (cell: string): string => `"${withoutFormula(cell).replaceAll('"', '""')}"`

const withoutFormula = (cell: string): string => (/^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell)

/** What spreadsheets of a language expect: where the comma stands in numbers it cannot stand between cells. */
export const separatorOf = (locale: string): ',' | ';' =>
  new Intl.NumberFormat(locale).formatToParts(1.5).some(({ type, value }) => type === 'decimal' && value === ',')
    ? ';'
    : ','
