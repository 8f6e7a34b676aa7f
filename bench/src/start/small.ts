import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startRolecall } from '../rolecall-process.ts'
import { median } from '../statistics.ts'

const runs = 5

/** From the spawn of the process to a 200 of `/readyz`, with the demo data in place. */
export const benchSmallStart = async (): Promise<string> => {
  const folder = mkdtempSync(join(tmpdir(), 'rolecall-bench-'))
  const times: number[] = []
  for (let run = 0; run <= runs; run += 1) {
    const rolecall = await startRolecall({ DEMO: '1' }, folder)
    if (run > 0) times.push(rolecall.readyMs)
    await rolecall.stop()
  }
  rmSync(folder, { recursive: true, force: true })
  return [
    `| start to ready with the demo data in place (median of ${runs}) | s |`,
    '|---|---|',
    `| \`/readyz\` answers 200 | ${(median(times) / 1000).toFixed(2)} |`,
  ].join('\n')
}
