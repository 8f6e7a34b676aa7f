import fc from 'fast-check'
import { claims } from './claims.ts'
import { type Command, type Processes, processOf } from './commands.ts'
import { commits } from './commits.ts'
import { everything } from './lookups.ts'
import { type Model, makeModel } from './model.ts'
import { races } from './races.ts'
import { readerOf, reads } from './reads.ts'

export type StatefulOptions = {
  readonly runs: number
  /** Of each run, on average: it has between none and twice as many. */
  readonly steps: number
  readonly seed: number
}

/** `failure`: the shortest steps that still end otherwise than the model, and how. */
export type StatefulResult = { readonly steps: number; readonly failure?: string }

const firstDay = Date.UTC(2026, 10, 25, 9)
/** Lanes of a run before are forgotten by then. */
const betweenRunsMs = 2 * 24 * 60 * 60_000

/** Takes steps at random with two processes of one database, and compares each outcome with the model's. */
export const checkStateful = async (
  processes: Processes,
  { runs, steps, seed }: StatefulOptions,
): Promise<StatefulResult> => {
  let [taken, run] = [0, 0]
  const counted = (one: Command): Command => ({
    check: () => true,
    run: async (model, real) => {
      taken += 1
      await one.run(model, real)
    },
    toString: () => String(one),
  })
  const commands = fc.commands([commits.map(counted), reads.map(counted), claims.map(counted), races.map(counted)], {
    maxCommands: 2 * steps,
    size: 'max',
  })
  const property = fc.asyncProperty(commands, async (all) => {
    run += 1
    const model = await begin(processes, run)
    try {
      await fc.asyncModelRun(() => ({ model, real: processes }), all)
      await compareAll(model, processes)
    } finally {
      await empty(processes)
    }
  })
  const details = await fc.check(property, { numRuns: runs, seed })
  return details.failed ? { steps: taken, failure: inWords(details) } : { steps: taken }
}

const inWords = (details: fc.RunDetails<[Iterable<Command>]>): string => {
  const { counterexample, errorInstance, seed, counterexamplePath } = details
  const told = errorInstance instanceof Error ? errorInstance.message : String(errorInstance)
  const steps = [...(counterexample?.[0] ?? [])].map((one, at) => `${at + 1}. ${one}`)
  return ['the shortest steps that show it:', ...steps, told, `seed ${seed}, path ${counterexamplePath}`].join('\n')
}

const begin = async (processes: Processes, run: number): Promise<Model> => {
  const since = await processOf(processes, 0).changesSince()
  if ('lost' in since) throw new Error('there is no token to begin with')
  return makeModel(run, firstDay + run * betweenRunsMs, since.token)
}

/** All documents, page after page, as each of the processes reads them. */
const compareAll = async (model: Model, processes: Processes): Promise<void> => {
  for (const store of processes)
    for (const lookup of everything) {
      const reader = readerOf(`in the end, ${lookup.question.collection}`, lookup, { limit: 5, order: 'ascending' })
      while ((await reader.next(model, store)) === 'more');
    }
}

const empty = async (processes: Processes): Promise<void> => {
  const store = processOf(processes, 0)
  for (const { question, find } of everything) {
    const { items } = await find(store, { limit: 1000, order: 'ascending' })
    const { outcome } = await store.commit(
      items.map(({ doc, revision }) => ({
        op: 'delete',
        collection: question.collection,
        id: doc.id,
        expected: revision,
      })),
    )
    if (outcome !== 'committed') throw new Error(`${question.collection} could not be emptied: ${outcome}`)
  }
}
