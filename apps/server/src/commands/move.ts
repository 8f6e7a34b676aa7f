import { createInterface } from 'node:readline/promises'
import { orTellPlainly } from './plain-failure.ts'
import { runMove } from './run-move.ts'

const stopped = async (): Promise<void> => {
  const lines = createInterface({ input: process.stdin })
  await lines.question('')
  lines.close()
}

process.exitCode = await orTellPlainly(() =>
  runMove(
    { print: console.log, out: process.stdout, ...(process.stdin.isTTY ? { stopped } : {}) },
    process.argv.slice(2),
  ),
)
