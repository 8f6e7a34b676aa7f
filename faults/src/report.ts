import { readFileSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { join } from 'node:path'
import type { Fault, Seen, Size } from './faults/fault.ts'
import type { StageKind } from './stage/stage.ts'

/** `ran`: the day, and the processors that it ran on. */
export type Row = {
  readonly fault: Fault
  readonly kind: StageKind
  readonly seen: Seen
  readonly ran: string
}

const page = join(import.meta.dirname, '../../docs/reliability.md')
const stageNames: Readonly<Record<StageKind, string>> = { sqlite: 'SQLite, one process', cluster: 'cluster' }

/** What was done, where, how often, what was promised, what was seen, and when. */
export const tableOf = (rows: readonly Row[]): string => [...head, ...rows.map(lineOf)].join('\n')

const head = ['| | what was done | where | times | promised | seen | ran |', '|---|---|---|---|---|---|---|']

const lineOf = ({ fault: { id, title, promise }, kind, seen: { times, seen, broken }, ran }: Row): string => {
  const verdict = broken.length === 0 ? 'kept' : `**broken: ${broken.join('; ')}**`
  return `| ${id} | ${title} | ${stageNames[kind]} | ${times} | ${promise} | ${verdict}: ${seen} | ${ran} |`
}

/** Puts the rows into the page's table of their form, each in place of what it told of the same fault and stage before. */
export const writeTable = (rows: readonly Row[], size: Size, faults: readonly Fault[]): void =>
  writeFileSync(page, withRows(readFileSync(page, 'utf8'), rows, { size, faults }))

/** `faults`: all that there are, in the order of the table. What is not among them goes. @throws where the page has no place for it. */
export const withRows = (
  text: string,
  rows: readonly Row[],
  { size, faults }: { readonly size: Size; readonly faults: readonly Fault[] },
): string => {
  const [begin, end] = [`<!-- faults ${size}: begin -->\n`, `<!-- faults ${size}: end -->`]
  const [from, to] = [text.indexOf(begin), text.indexOf(end)]
  if (from < 0 || to < from) throw new Error(`the page has no place for the table of the ${size} form`)
  const before = text.slice(from + begin.length, to).split('\n')
  const lines = faults.flatMap((fault) =>
    fault.stages.flatMap((kind) => {
      const row = rows.find((one) => one.fault.id === fault.id && one.kind === kind)
      return row === undefined ? (before.find((line) => isOf(line, fault, kind)) ?? []) : lineOf(row)
    }),
  )
  return `${text.slice(0, from)}${begin}${[...head, ...lines].join('\n')}\n${text.slice(to)}`
}

const isOf = (line: string, { id }: Fault, kind: StageKind): boolean =>
  line.startsWith(`| ${id} |`) && line.includes(` | ${stageNames[kind]} | `)

export const ranNow = (): string => {
  const [processor] = cpus()
  return `${new Date().toISOString().slice(0, 10)}, ${cpus().length} × ${processor?.model ?? 'unknown processor'}`
}
