import assert from 'node:assert/strict'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { after, afterEach, before, test } from 'node:test'
import { findProgram } from './program.ts'

const path = process.env.PATH
let first = ''
let second = ''
before(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'rolecall-program-'))
  first = join(folder, 'first')
  second = join(folder, 'second')
  for (const one of [first, second]) await mkdir(one)
  await writeFile(join(first, 'not-to-run'), '', { mode: 0o600 })
  await writeFile(join(second, 'not-to-run'), '', { mode: 0o700 })
  await writeFile(join(second, 'by-another-name'), '', { mode: 0o700 })
  process.env.PATH = [first, second].join(delimiter)
})
afterEach(() => {
  delete process.env.A_PROGRAM
})
after(async () => {
  process.env.PATH = path
  await rm(join(first, '..'), { recursive: true })
})

test('a program is found on the PATH by any of its names', () => {
  assert.equal(findProgram('A_PROGRAM', 'absent', 'by-another-name'), join(second, 'by-another-name'))
})

test('a file that cannot be executed is passed over', () => {
  assert.equal(findProgram('A_PROGRAM', 'not-to-run'), join(second, 'not-to-run'))
})

test('what the environment says is taken, and where it is wrong nothing else is', () => {
  process.env.A_PROGRAM = join(second, 'not-to-run')
  assert.equal(findProgram('A_PROGRAM', 'by-another-name'), join(second, 'not-to-run'))
  process.env.A_PROGRAM = join(first, 'not-to-run')
  assert.equal(findProgram('A_PROGRAM', 'by-another-name'), undefined)
})

test('a program that is nowhere is not found', () => {
  assert.equal(findProgram('A_PROGRAM', 'absent'), undefined)
})
