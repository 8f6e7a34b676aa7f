import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { test } from 'node:test'

const bodies = 100_000
/** What the heap may have grown by after all of them, collected, in bytes. */
const mostGrowth = 16 * 1024 * 1024

type Told = {
  readonly sent: number
  readonly statuses: Record<string, number>
  readonly grownBytes: number
  readonly seed: number
}

test(`${bodies} malformed bodies break nothing and leave nothing behind`, async () => {
  const program = join(import.meta.dirname, 'testing/send-malformed.ts')
  const child = spawn(process.execPath, ['--expose-gc', program, String(bodies)], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, NODE_TEST_CONTEXT: '' },
  })
  let output = ''
  child.stdout.on('data', (chunk) => {
    output += chunk
  })
  const code = await new Promise((resolve) => child.on('close', resolve))
  assert.equal(code, 0, output)
  const told: Told = JSON.parse(output)
  assert.equal(told.sent, bodies)
  const statuses = Object.keys(told.statuses).map(Number)
  assert.ok(
    statuses.every((status) => status < 500),
    `seed ${told.seed}: ${JSON.stringify(told.statuses)}`,
  )
  assert.ok((told.statuses[400] ?? 0) > bodies / 4 && (told.statuses[401] ?? 0) > 0, JSON.stringify(told.statuses))
  assert.ok(told.grownBytes < mostGrowth, `${told.grownBytes} bytes more`)
})
