import { readFileSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { join } from 'node:path'
import type { Fault, Seen, Size } from './faults/fault.ts'
import type { StageKind } from './stage/stage.ts'

export type Row = { readonly fault: Fault; readonly kind: StageKind; readonly seen: Seen }

const page = join(import.meta.dirname, '../../docs/reliability.md')
const [begin, end] = ['<!-- faults: begin -->', '<!-- faults: end -->']
const stageNames: Readonly<Record<StageKind, string>> = { sqlite: 'SQLite, one process', cluster: 'cluster' }

/** What was done, where, how often, what was promised, what was seen. */
export const tableOf = (rows: readonly Row[]): string =>
  [
    '| | what was done | where | times | promised | seen |',
    '|---|---|---|---|---|---|',
    ...rows.map(({ fault: { id, title, promise }, kind, seen: { times, seen, broken } }) => {
      const verdict = broken.length === 0 ? 'kept' : `**broken: ${broken.join('; ')}**`
      return `| ${id} | ${title} | ${stageNames[kind]} | ${times} | ${promise} | ${verdict}: ${seen} |`
    }),
  ].join('\n')

const forms: Readonly<Record<Size, string>> = {
  full: 'The full form',
  short: 'The short form (`npm run faults -- --short --write`)',
}

/** Puts the table between its marks in the page. */
export const writeTable = (rows: readonly Row[], size: Size): void => {
  const text = readFileSync(page, 'utf8')
  const [before, after] = [text.split(begin)[0], text.split(end)[1]]
  if (before === undefined || after === undefined) throw new Error(`${page} has no place for the table`)
  writeFileSync(page, `${before}${begin}\n${captionOf(size)}\n\n${tableOf(rows)}\n${end}${after}`)
}

const captionOf = (size: Size): string => {
  const [processor] = cpus()
  return `${forms[size]}, Node ${process.version}, ${cpus().length} × ${processor?.model ?? 'unknown processor'}.`
}
