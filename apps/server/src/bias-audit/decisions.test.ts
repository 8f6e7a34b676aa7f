import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ApplicationState } from '@rolecall/contract/application'
import { nobody } from '@rolecall/core/match-list'
import { gathered, gatherList, isSelected, outcomeOf, poolsOf, selections, startGathering } from './decisions.ts'
import { decision, list } from './testing/decisions.ts'

const after = (...lists: readonly ReturnType<typeof list>[]) => {
  const gathering = startGathering()
  for (const one of lists) gatherList(gathering, one)
  return gathered(gathering).map(({ personId, jobId, score, shown }) => [personId, jobId, score, shown])
}

test('who stands in many lists of a job counts once for it, with the score of the first', () => {
  const lists = [
    list('employer', ['per_1', 0.9], ['per_2', 0.8]),
    list('employer', ['per_2', 0.7], ['per_2', 0.6, 'job_2']),
  ]
  assert.deepEqual(after(...lists), [
    ['per_1', 'job_1', 0.9, true],
    ['per_2', 'job_1', 0.8, true],
    ['per_2', 'job_2', 0.6, true],
  ])
})

test('a list of a person shows them to no employer', () => {
  assert.deepEqual(after(list('alert', ['per_1', 0.9]), list('person', ['per_2', 0.8])), [
    ['per_1', 'job_1', 0.9, false],
    ['per_2', 'job_1', 0.8, false],
  ])
})

test('forgotten people are as many as the list of the job that holds most of them, each with a score', () => {
  const lists = [
    list('employer', [nobody, 0.9], ['per_1', 0.8]),
    list('anonymous', [nobody, 0.7], [nobody, 0.6]),
    list('employer', [nobody, 0.5], [nobody, 0.4, 'job_2']),
  ]
  assert.deepEqual(after(...lists), [
    ['per_1', 'job_1', 0.8, true],
    [undefined, 'job_1', 0.7, true],
    [undefined, 'job_1', 0.6, true],
    [undefined, 'job_2', 0.4, true],
  ])
})

const passed = (...states: readonly ApplicationState[]) =>
  outcomeOf({
    state: states.at(-1) ?? 'new',
    history: states.map((state) => ({ state, at: 0, by: { kind: 'system' as const } })),
  })

test('what an employer once moved on stays selected for that step and those before, whatever came of it', () => {
  const selectedAs = (...states: readonly ApplicationState[]) =>
    selections.filter((selection) => isSelected(decision('per_1', { application: passed(...states) }), selection))
  assert.deepEqual(selectedAs('new'), ['applied'])
  assert.deepEqual(selectedAs('new', 'not-selected'), ['applied'])
  assert.deepEqual(selectedAs('new', 'interview', 'not-selected'), ['applied', 'moved-on', 'interview'])
  assert.deepEqual(selectedAs('new', 'shortlisted', 'withdrawn'), ['applied', 'moved-on'])
  assert.deepEqual(selectedAs('new', 'hired'), ['applied', 'moved-on', 'interview', 'offer', 'hired'])
})

test('who did not apply can be shown and invited, and nothing else', () => {
  const none = decision('per_1', { application: undefined, shown: true, invited: true })
  assert.deepEqual(
    selections.filter((selection) => isSelected(none, selection)),
    ['shown', 'invited'],
  )
})

test('an outcome that the person is not told of yet is decided', () => {
  const pending = { state: 'not-selected', reason: 'times', tellAt: 9, by: { kind: 'user' } } as const
  assert.equal(outcomeOf({ state: 'new', history: [], pending }).state, 'not-selected')
})

test('nothing is compared among those of whom all were selected', () => {
  assert.ok(!poolsOf.shown.includes('listed'))
  assert.ok(!poolsOf.applied.includes('applicants'))
})
