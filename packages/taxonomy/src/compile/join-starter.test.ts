import assert from 'node:assert/strict'
import { test } from 'node:test'
import { joinStarter } from './join-starter.ts'
import type { SourceOccupation, Sources } from './sources.ts'

const occupation = (id: string, isco: string, en: string[], skills: SourceOccupation['skills'] = []) => ({
  id,
  isco,
  skills,
  words: new Map([['en', en]]),
  descriptions: new Map(),
})
const concept = (id: string, en: string[]) => ({ id, words: new Map([['en', en]]), descriptions: new Map() })
const sources = (occupations: Sources['occupations'], skills: Sources['skills'] = []): Sources => ({
  occupations,
  skills,
  languages: ['en'],
  lacking: [],
})
const words = (found: Sources, id: string) => found.occupations.find((each) => each.id === id)?.words.get('en')

test('one occupation in both keeps the id and the label of the starter and the words of both', () => {
  const esco = sources([occupation('uuid-1', '5131', ['waiter/waitress', 'waiter', 'server'])])
  const starter = sources([occupation('waiter', '5131', ['Server', 'waiters', 'table guy'])])
  const joined = joinStarter(esco, starter)
  assert.deepEqual(
    joined.occupations.map(({ id }) => id),
    ['waiter'],
  )
  assert.deepEqual(words(joined, 'waiter'), ['Server', 'waiters', 'table guy', 'waiter/waitress', 'waiter'])
})

test('a shared word in another unit group joins nothing, and what has no match stays', () => {
  const esco = sources([occupation('uuid-1', '7126', ['pipe fitter', 'fitter'])])
  const starter = sources([
    occupation('machine-fitter', '7233', ['Machine fitter', 'fitter'], [{ id: 's', essential: true }]),
  ])
  assert.deepEqual(
    joinStarter(esco, starter).occupations.map(({ id }) => id),
    ['uuid-1', 'machine-fitter'],
  )
})

test('of two that share words with one, that with more of them is joined', () => {
  const esco = sources([
    occupation('uuid-1', '5120', ['pizza cook', 'cook']),
    occupation('uuid-2', '5120', ['cook', 'line cook']),
  ])
  const starter = sources([occupation('cook', '5120', ['Cook', 'line cook'])])
  assert.deepEqual(
    joinStarter(esco, starter).occupations.map(({ id }) => id),
    ['uuid-1', 'cook'],
  )
})

test('an occupation of ESCO names a joined skill by the id of the starter', () => {
  const esco = sources(
    [occupation('uuid-1', '5120', ['cook'], [{ id: 'uuid-s', essential: true }])],
    [concept('uuid-s', ['cook food'])],
  )
  const starter = sources([], [concept('cooking', ['Cooking', 'cook food'])])
  assert.deepEqual(joinStarter(esco, starter).occupations[0]?.skills, [{ id: 'cooking', essential: true }])
})
