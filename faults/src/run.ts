import { parseArgs } from 'node:util'
import { faults } from './faults/all.ts'
import type { Fault, Seen, Size } from './faults/fault.ts'
import { type Row, ranNow, tableOf, writeTable } from './report.ts'
import type { Edit } from './stage/edit.ts'
import type { StageKind } from './stage/stage.ts'
import { openStages } from './stage/stages.ts'

const { values: flags } = parseArgs({
  options: {
    short: { type: 'boolean', default: false },
    sabotage: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
    only: { type: 'string', multiple: true, default: [] },
    stage: { type: 'string', multiple: true, default: ['sqlite', 'cluster'] },
  },
})
const size: Size = flags.short ? 'short' : 'full'
const chosen = faults.filter(({ id }) => flags.only.length === 0 || flags.only.includes(id))
const strange = flags.only.filter((id) => !faults.some((fault) => fault.id === id))
if (strange.length > 0) {
  console.error(`No such fault: ${strange.join(', ')}. There are: ${faults.map(({ id }) => id).join(', ')}.`)
  process.exit(2)
}

await using stages = openStages()

const strike = async (fault: Fault, kind: StageKind, sabotage: readonly Edit[]): Promise<Seen> => {
  const { edits = [], ...settings } = fault.settings?.(size) ?? {}
  const all = { ...settings, edits: fault.editsOwnProcesses ? edits : [...edits, ...sabotage] }
  if (fault.openStage === undefined) return fault.run(await stages.whole(kind, all), size, sabotage)
  await using stage = await fault.openStage(all)
  return await fault.run(stage, size, sabotage)
}

const settingsKey = (fault: Fault): string => JSON.stringify(fault.settings?.(size) ?? {})

let failures = 0
const say = (ok: boolean, line: string): void => {
  if (!ok) failures += 1
  console.log(`${ok ? '✓' : '✗'} ${line}`)
}
const seconds = (from: number) => `${((performance.now() - from) / 1000).toFixed(1)} s`

const keepsItsPromise = async (fault: Fault): Promise<Row[]> => {
  const rows: Row[] = []
  for (const kind of fault.stages.filter((kind) => flags.stage.includes(kind))) {
    const from = performance.now()
    const seen = await strike(fault, kind, [])
    rows.push({ fault, kind, seen, ran: ranNow() })
    say(seen.broken.length === 0, `${fault.id} ${kind}: ${[...seen.broken, seen.seen].join('; ')} (${seconds(from)})`)
  }
  return rows
}

/** A fault that nobody notices while its guard is broken would notice nothing at all. */
const isToldWithout = async (fault: Fault): Promise<void> => {
  const all = [fault.sabotage, ...(fault.alsoSabotage ?? [])]
  for (const { guard, stage, edits } of all.filter(({ stage }) => flags.stage.includes(stage))) {
    const from = performance.now()
    const told = (await strike(fault, stage, edits)).broken.join('; ')
    say(told !== '', `${fault.id} ${stage} without ${guard}: ${told || 'nothing was noticed'} (${seconds(from)})`)
  }
}

/** An edit that does not fit, a process that does not start: such a fault is neither kept nor told. */
const inTurn = async (order: readonly Fault[], work: (fault: Fault) => Promise<void>): Promise<void> => {
  for (const fault of order)
    await work(fault).catch((error) => {
      say(false, `${fault.id} did not end: ${error instanceof Error ? error.stack : error}`)
    })
}

/** Those that run in the same come one after the other: servers start anew for other settings only. */
const bySettings = chosen.toSorted((a, b) => settingsKey(a).localeCompare(settingsKey(b)))
const rows: Row[] = []
if (flags.short || !flags.sabotage)
  await inTurn(bySettings, async (fault) => {
    rows.push(...(await keepsItsPromise(fault)))
    rows.sort((a, b) => chosen.indexOf(a.fault) - chosen.indexOf(b.fault))
    // Each time, so that a run that is broken off leaves what it saw.
    if (flags.write || (size === 'full' && flags.only.length === 0)) writeTable(rows, size, faults)
  })
if (flags.sabotage) await inTurn(chosen, isToldWithout)
if (rows.length > 0) console.log(`\n${tableOf(rows)}`)
process.exitCode = failures > 0 ? 1 : 0
