import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

/** Of a replica set: the others do what the primary did once more, which costs them less; counted as the same. */
const members = 3

const root = join(import.meta.dirname, '../../..')

/** What one message, one page and one person take, as the last runs of the benches left it in `bench/results`. Times are ms of CPU. */
export type Measured = {
  readonly message: Parts
  readonly status: Parts
  /**
   * What each process more costs a primary for a message and a status, since it follows the changes: ms, from two processes to eight. The
   * first four are in `message` and `status`.
   */
  readonly eachProcess: { readonly message: number; readonly status: number }
  readonly replies: number
  readonly pageMs: number
  /** Of documents and indexes for each message, with its replies. */
  readonly messageBytes: number
  /** Of the index, in each process, for each person or job. */
  readonly rowBytes: number
  /** Seconds of CPU until a process is ready that finds a snapshot of its index: with nobody in it, and for each million people. */
  readonly start: { readonly fixed: number; readonly eachMillion: number }
  /** Of a list of 50 people. */
  readonly listMs: number
  /** Webhooks that one worker takes apart a second, where they come one at a time. */
  readonly unpackedPerSecond: number
}
export type Parts = { readonly web: number; readonly worker: number; readonly mongod: number }

export const readMeasured = (): Measured => {
  const scale = rowsOf('scale')
  // The second column: two processes of each role.
  const at = (label: string): number => numberIn(scale, label, 2)
  return {
    message: {
      web: at('CPU of the web processes for each message, ms'),
      worker: at('CPU of the workers for each reply, ms') * at('replies for each message'),
      mongod: members * at('CPU of mongod (one member) for each message, ms'),
    },
    status: {
      web: at('CPU of the web processes for each status, ms'),
      worker: at('CPU of the workers for each status, ms'),
      mongod: members * at('CPU of mongod (one member) for each status, ms'),
    },
    eachProcess: {
      message: moreIn(scale, 'CPU of mongod (one member) for each message, ms'),
      status: moreIn(scale, 'CPU of mongod (one member) for each status, ms'),
    },
    replies: at('replies for each message'),
    pageMs: numberIn(rowsOf('cache'), 'Rolecall with Redis', 3) / 1000,
    messageBytes: 1000 * at('growth of the database for each message'),
    rowBytes: numberIn(rowsOf('match'), 'columns, bytes a row', 1),
    start: startIn(rowsOf('start')),
    listMs: numberIn(rowsOf('match'), 'the same with 50 explanations', 2),
    unpackedPerSecond: numberIn(rowsOf('unpack'), 'MongoDB, one member | 1 ', 3),
  }
}

/** Dollars an hour of a machine, or each, as the cost tables of `infra/` have them. */
export const readPrice = (name: string): number => {
  const { prices } = Prices.parse(JSON.parse(readFileSync(join(root, 'infra/src/costs/prices.json'), 'utf8')))
  const price = prices[name]
  if (price === undefined) throw new Error(`infra/src/costs/prices.json has no ${name}`)
  return price.each
}

const Prices = z.object({ prices: z.record(z.string(), z.object({ each: z.number() })) })

const rowsOf = (bench: string): readonly string[] =>
  readFileSync(join(root, `bench/results/${bench}.md`), 'utf8').split('\n')

/** The line through the two sizes that are measured. */
const startIn = (rows: readonly string[]): Measured['start'] => {
  const at = (people: string) => numberIn(rows, `SQLite, ${people} and 10,000 | a snapshot`, 3)
  const eachMillion = Math.max(0, (at('1,000,000') - at('100,000')) / 0.9)
  return { fixed: at('1,000,000') - eachMillion, eachMillion }
}

/** A process more, where the columns have one, two and four of each role. */
const moreIn = (rows: readonly string[], label: string): number =>
  Math.max(0, numberIn(rows, label, 3) - numberIn(rows, label, 1)) / 6

/** @throws where the bench does not say it: run it again, or mend the label. */
const numberIn = (rows: readonly string[], label: string, column: number): number => {
  const row = rows.find((each) => each.startsWith(`| ${label}`))
  const value = Number(row?.split('|')[column + 1]?.replaceAll(',', ''))
  if (row === undefined || Number.isNaN(value))
    throw new Error(`bench/results has no number at '${label}', column ${column}`)
  return value
}
