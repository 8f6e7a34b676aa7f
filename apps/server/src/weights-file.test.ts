import assert from 'node:assert/strict'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { weights } from '@rolecall/match/weights'
import { loadWeights } from './weights-file.ts'

const fileOf = (text: string): string => {
  const path = join(mkdtempSync(join(tmpdir(), 'rolecall-weights-')), 'weights.json')
  writeFileSync(path, text)
  return path
}

test('without a file the usual weights hold', async () => {
  assert.equal(await loadWeights(undefined), weights)
})

test('a file changes what it names and leaves the rest, under a version of its own', async () => {
  const changed = await loadWeights(fileOf('{"person": {"pay": 4}, "distanceHalfKm": 5}'))
  const { version, ...rest } = changed
  const { version: _, ...usual } = weights
  assert.deepEqual(rest, { ...usual, person: { ...weights.person, pay: 4 }, distanceHalfKm: 5 })
  assert.match(version, /^file-[0-9a-f]{12}$/)
})

test('how far employers may tilt can be narrowed and switched off', async () => {
  assert.equal((await loadWeights(fileOf('{"tilt": 1.5}'))).tilt, 1.5)
  assert.equal((await loadWeights(fileOf('{"tilt": 1}'))).tilt, 1)
})

test('the same weights have the same version, others another', async () => {
  const versionOf = async (text: string) => (await loadWeights(fileOf(text))).version
  assert.equal(await versionOf('{}'), await versionOf(`{"congestion": ${weights.congestion}}`))
  assert.notEqual(await versionOf('{}'), await versionOf('{"congestion": 0.03}'))
})

for (const [text, complaint] of [
  ['{"person": {"pay": 11}}', /MATCH_WEIGHTS: person\.pay: /],
  ['{"person": {"age": 1}}', /MATCH_WEIGHTS: person: .*age/],
  ['{"tilt": 2.5}', /MATCH_WEIGHTS: tilt: /],
  ['{"tilt": 0.5}', /MATCH_WEIGHTS: tilt: /],
  ['{"mostToMend": 1.5}', /MATCH_WEIGHTS: mostToMend: /],
  ['{"job": {"occupation": 0, "skills": 0, "experience": 0, "pay": 0, "distance": 0}}', /job: give one weight above 0/],
  ['pay = 4', /MATCH_WEIGHTS: is not JSON/],
] as const)
  test(`${text} is refused with its place in the file`, async () => {
    await assert.rejects(loadWeights(fileOf(text)), { name: 'ConfigError', message: complaint })
  })

test('a file that is not there is named', async () => {
  await assert.rejects(loadWeights('/nowhere/weights.json'), /MATCH_WEIGHTS: is not there/)
})
