import type { TrainingProgress } from './train/train-shard.ts'

export interface Progress {
  say(line: string): void
  train(progress: TrainingProgress): void
}

const barLength = 20

/** Tells a terminal by one bar that grows, anything else by a line for each tenth. */
export function showProgress(out: { write(text: string): unknown; readonly isTTY?: boolean }): Progress {
  let tenths = -1
  return {
    say: (line) => void out.write(`${line}\n`),
    train({ step, steps, loss }) {
      const share = step / steps
      const filled = Math.floor(barLength * share)
      const bar = `[${'#'.repeat(filled)}${'.'.repeat(barLength - filled)}] training ${Math.floor(share * 100)} %, loss ${loss.toFixed(2)}`
      const isLast = Math.floor((share * steps) / 100) === Math.floor(steps / 100)
      if (out.isTTY === true) out.write(`\r${bar}${isLast ? '\n' : ''}`)
      else if (Math.floor(share * 10) > tenths) out.write(`${bar}\n`)
      tenths = Math.max(tenths, Math.floor(share * 10))
    },
  }
}
