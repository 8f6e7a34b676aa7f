import type { AuditTable } from './compare.ts'
import {
  type BiasAudit,
  countHeads,
  factsOf,
  headingOf,
  legend,
  notesOf,
  percentOf,
  pOf,
  ratioOf,
  titleOf,
} from './wording.ts'

const width = 80
const nameWidth = 30
/** Applicants, selected, rate, ratio, p. */
const widths = [11, 10, 9, 8, 9]

/** The report for a terminal of 80 columns. */
export const reportText = (audit: BiasAudit): readonly string[] => [
  titleOf(audit),
  '',
  ...factsOf(audit).flatMap((fact) => wrapped(fact, { width })),
  ...audit.tables.flatMap((table) => ['', ...tableLines(audit, table)]),
  '',
  ...legend,
]

const tableLines = (audit: BiasAudit, table: AuditTable): readonly string[] => {
  const { unknown, categories } = table.rates
  return [
    ...wrapped(headingOf(table), { width }),
    row('', [...countHeads(audit, table), 'rate', 'ratio', 'p']),
    ...categories.flatMap(({ category, total, hits, rate, ratio, pValue, isUnderFourFifths }) => {
      const name = wrapped(category, { width: nameWidth - 2 })
      const cells = [String(total), String(hits), percentOf(rate), ratioOf(ratio, isUnderFourFifths), pOf(pValue)]
      const [last = '', ...before] = name.toReversed()
      return [...before.toReversed(), `${row(last, cells)}${isUnderFourFifths ? ' !' : ''}`]
    }),
    row('unknown', [String(unknown.total), String(unknown.hits), '', '', '']),
    ...notesOf(table).flatMap((note) => wrapped(note, { width })),
  ]
}

const row = (name: string, cells: readonly string[]): string =>
  `${name.padEnd(nameWidth)}${cells.map((cell, at) => cell.padStart(widths[at] ?? 0)).join('')}`.trimEnd()

/** Broken between words, and within a word that is longer than a line; later lines are moved in. */
const wrapped = (text: string, { width }: { readonly width: number }): readonly string[] => {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ').flatMap((whole) => chunks(whole, width - 2))) {
    const longer = line === '' ? word : `${line} ${word}`
    if (longer.length <= width || line === '') line = longer
    else {
      lines.push(line)
      line = `  ${word}`
    }
  }
  return [...lines, line]
}

const chunks = (word: string, size: number): readonly string[] =>
  Array.from({ length: Math.max(1, Math.ceil(word.length / size)) }, (_, at) => word.slice(at * size, (at + 1) * size))
