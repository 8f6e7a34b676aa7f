import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { csvOf } from '../../../../../web/src/features/job-import/csv.ts'
import { cellText } from './cell-text.ts'
import { decodeText } from './decode-text.ts'
import { parseTable } from './parse-table.ts'

const header = ['Title', 'Town', 'Pay']
const known = (cells: readonly string[]): number => cells.filter((cell) => header.includes(cell)).length
const tableIn = (bytes: Uint8Array) => {
  const decoded = decodeText(bytes)
  return 'text' in decoded ? parseTable(decoded.text, known) : assert.fail(decoded.isNo)
}

/** Quotation marks where they are needed alone, as LibreOffice and Google write. */
const sparing = (rows: readonly (readonly string[])[], separator: string, end: string): string =>
  rows
    .map((row) =>
      row.map((cell) => (/[",;\t\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(separator),
    )
    .join(end)

const encodings: Readonly<Record<string, (text: string) => Uint8Array>> = {
  'UTF-8': (text) => Buffer.from(text),
  'UTF-8 with its mark': (text) => Buffer.from(`\ufeff${text}`),
  'UTF-16, little end first': (text) => Buffer.from(`\ufeff${text}`, 'utf16le'),
  'UTF-16, big end first': (text) => Buffer.from(`\ufeff${text}`, 'utf16le').swap16(),
}
const anyText = fc
  .string({ unit: 'grapheme', maxLength: 12 })
  .map((text) => text.toWellFormed().replace(/[\p{Cc}\ufeff]/gu, ' '))
const special = fc.constantFrom(
  'a,b',
  'c;d',
  'e\tf',
  'say "hi"',
  '"',
  'two\nlines',
  'two\r\nlines',
  ' space ',
  "it's",
  '5" pan',
  'ñandú',
)
const rowsOf = (cell: fc.Arbitrary<string>) =>
  fc.array(
    fc.tuple(cell, cell, cell).filter((cells) => cells.some((each) => each.trim() !== '')),
    { minLength: 1, maxLength: 6 },
  )

for (const [name, encode] of Object.entries(encodings))
  for (const separator of [',', ';', '\t'])
    test(`what is written in ${name} with ${JSON.stringify(separator)} reads back the same`, () => {
      const written = fc.record({ rows: rowsOf(fc.oneof(anyText, special)), end: fc.constantFrom('\n', '\r\n') })
      fc.assert(
        fc.property(written, ({ rows, end }) => {
          const table = tableIn(encode(sparing([header, ...rows], separator, end)))
          assert.deepEqual(
            [table.header, table.rows.map(({ cells }) => cells), table.openQuoteAt],
            [header, rows, undefined],
          )
        }),
      )
    })

test('Windows-1252 is read where the bytes are no UTF-8', () => {
  const letters = fc.string({ unit: fc.constantFrom(...'abc éñüáß,;"'), maxLength: 10 })
  fc.assert(
    fc.property(rowsOf(letters), (rows) => {
      const table = tableIn(Buffer.from(sparing([header, ...rows, ['é', '', '']], ';', '\r\n'), 'latin1'))
      assert.deepEqual(
        table.rows.slice(0, -1).map(({ cells }) => cells),
        rows,
      )
    }),
  )
  assert.equal(tableIn(Buffer.from([...Buffer.from('Title\n'), 0x80])).rows[0]?.cells[0], '€')
})

test('what the page writes, with apostrophes before formulas, says the same when it is read', () => {
  const risky = fc.oneof(anyText, special, fc.constantFrom('=1+1', '-5', '+254', '@x', "'=1", '\t=1'))
  fc.assert(
    fc.property(rowsOf(risky), fc.constantFrom(',' as const, ';' as const), (rows, separator) => {
      const table = tableIn(Buffer.from(csvOf([header, ...rows], separator)))
      assert.deepEqual(
        table.rows.map(({ cells }) => cells.map(cellText)),
        rows.map((cells) => cells.map(cellText)),
      )
    }),
  )
})

test('a row says on which line it begins, over lines inside of cells and lines without a word', () => {
  const { rows } = parseTable('Title,Pay\r\n"a\r\nb",1\r\n\r\n,,\r\nc,2', known)
  assert.deepEqual(rows, [
    { line: 2, cells: ['a\r\nb', '1'] },
    { line: 6, cells: ['c', '2'] },
  ])
})

test('a quotation mark that never ends costs nothing of what stands before it', () => {
  const { rows, openQuoteAt } = parseTable('Title;Pay\na;1\n"b;2\nc;3\n', known)
  assert.deepEqual([rows.map(({ cells }) => cells), openQuoteAt], [[['a', '1']], 3])
})

test('"sep=;" of Excel is obeyed, and counts as a line', () => {
  const { header: read, rows } = parseTable('sep=;\r\nTitle;Pay\r\na;1,5', known)
  assert.deepEqual([read, rows], [['Title', 'Pay'], [{ line: 3, cells: ['a', '1,5'] }]])
})

test('a workbook and what is no text are told apart', () => {
  assert.deepEqual(decodeText(Buffer.from('PK\u0003\u0004xlsx')), { isNo: 'workbook' })
  assert.deepEqual(decodeText(Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 1])), { isNo: 'workbook' })
  assert.deepEqual(decodeText(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 1])), { isNo: 'text' })
  assert.deepEqual(decodeText(Buffer.from('Title,Pay', 'utf16le')), { text: 'Title,Pay' })
})
