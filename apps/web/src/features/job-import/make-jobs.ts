import { ApiProblem } from '../../api/client.ts'
import type { Line } from './lines.ts'

/** What became of a line. `made-before`: with another choice, within the last day. */
export type Outcome =
  | { readonly line: number; readonly result: 'made'; readonly job: MadeJob }
  | { readonly line: number; readonly result: 'made-before' }
  | { readonly line: number; readonly result: 'refused'; readonly problem: ApiProblem }
export type MadeJob = { readonly id: string; readonly title: string }

export type Making = {
  readonly send: (line: Line) => Promise<MadeJob>
  readonly wait: (seconds: number) => Promise<void>
  /** Told after each line. */
  readonly told: (outcomes: readonly Outcome[]) => void
  /** Whether nobody waits for it any more: then no more is sent. */
  readonly isOver: () => boolean
}

/**
 * Makes one job after the other, as fast as the server lets it: where it says to wait, it waits. What does not arrive is sent again
 * with its key, a few times. What is refused to whoever asks, such as publishing before an organisation was checked, is not asked
 * for each line.
 */
export const makeJobs = async (lines: readonly Line[], making: Making): Promise<readonly Outcome[]> => {
  const outcomes: Outcome[] = []
  let stop: ApiProblem | undefined
  for (const line of lines) {
    if (making.isOver()) break
    const outcome: Outcome = stop ? { line: line.line, result: 'refused', problem: stop } : await make(line, making)
    if (outcome.result === 'refused' && ofAll.has(outcome.problem.code)) stop = outcome.problem
    outcomes.push(outcome)
    making.told([...outcomes])
  }
  return outcomes
}

const ofAll: ReadonlySet<string> = new Set(['not-vetted', 'not-allowed', 'not-signed-in', 'not-found', 'offline'])
const mostTries = 4
const usualWait = 2

const make = async ({ line, ...rest }: Line, { send, wait, isOver }: Making): Promise<Outcome> => {
  for (let tries = 1; ; tries += 1) {
    try {
      return { line, result: 'made', job: await send({ line, ...rest }) }
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error
      if (error.code === 'idempotency-key-reused') return { line, result: 'made-before' }
      const isBusy = error.code === 'rate-limited'
      const mayArrive = isBusy || ((error.status === 0 || error.status >= 500) && tries < mostTries)
      if (!mayArrive || isOver()) return { line, result: 'refused', problem: error }
      await wait(error.retryAfterSeconds ?? usualWait)
    }
  }
}
