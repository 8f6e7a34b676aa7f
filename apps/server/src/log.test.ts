import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { test } from 'node:test'

test('a value cannot forge a line of the log, whatever is in it', () => {
  const forged = 'x\r\n{"level":30,"event":"forged"}\n\u2028\u0000\u001b[2J'
  const program = `
    const { createLog } = await import(${JSON.stringify(join(import.meta.dirname, 'log.ts'))})
    createLog('info').info('told', { value: ${JSON.stringify(forged)}, [${JSON.stringify(forged)}]: 1 })`
  const output = execFileSync(process.execPath, ['--input-type=module', '--eval', program], { encoding: 'utf8' })
  const lines = output.trimEnd().split('\n')
  assert.equal(lines.length, 1)
  const line = JSON.parse(lines[0] ?? '')
  assert.deepEqual([line.event, line.value], ['told', forged])
  assert.equal([...output.trimEnd()].filter((letter) => letter < ' ').length, 0)
})

test('a line says when it was written in UTC, whatever zone the machine is set to', () => {
  const program = `
    const { createLog } = await import(${JSON.stringify(join(import.meta.dirname, 'log.ts'))})
    createLog('info').info('told')`
  const env = { ...process.env, TZ: 'Asia/Kolkata' }
  const before = Date.now()
  const output = execFileSync(process.execPath, ['--input-type=module', '--eval', program], { encoding: 'utf8', env })
  const { time } = JSON.parse(output)
  assert.match(time, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
  assert.ok(Date.parse(time) >= before && Date.parse(time) <= Date.now())
})
