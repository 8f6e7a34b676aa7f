import assert from 'node:assert/strict'
import { test } from 'node:test'
import { progressBar } from './progress-bar.ts'

const shown = (isTTY: boolean, shares: readonly number[]): string => {
  let text = ''
  const show = progressBar({ isTTY, write: (more) => (text += more) }, 'read')
  for (const share of shares) show(share)
  return text
}

test('a terminal sees one bar that grows and never shrinks', () => {
  assert.equal(
    shown(true, [0, 0.5, 0.4, 0.501, 1, 1]),
    '\r[....................] 0 % read\r[##########..........] 50 % read\r[####################] 100 % read\n',
  )
})

test('a file gets a line for each quarter', () => {
  const lines = shown(
    false,
    Array.from({ length: 1001 }, (_, at) => at / 1000),
  )
    .trim()
    .split('\n')
  assert.deepEqual(
    lines.map((line) => line.slice(23)),
    ['0 % read', '25 % read', '50 % read', '75 % read', '100 % read'],
  )
})
