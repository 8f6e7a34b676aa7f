import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Occupation } from '@rolecall/taxonomy/types'
import { createSkillTable } from './skill-table.ts'

const uses = (id: string, ...skills: string[]): Occupation => ({
  id,
  isco: '0000',
  labels: {},
  aliases: {},
  skills: skills.map((skill) => ({ id: skill, essential: true })),
})
const occupations = [
  uses('barista', 'coffee', 'till', 'cleaning'),
  uses('waiter', 'coffee', 'till', 'serving'),
  uses('cashier', 'till', 'cleaning'),
  uses('cleaner', 'cleaning'),
]
const skills = createSkillTable(
  {
    version: 'test',
    nearness: () => 0,
    occupation: (id) => occupations.find((each) => each.id === id),
    occupations: () => occupations,
  },
  0.5,
)

test('a rare skill weighs more than a common one, and an unknown one as much as the rarest', () => {
  assert.deepEqual(['till', 'coffee', 'serving', 'juggling'].map(skills.weightOf), [
    Math.round(100 * Math.log(1 + 4 / 3)),
    Math.round(100 * Math.log(3)),
    Math.round(100 * Math.log(5)),
    Math.round(100 * Math.log(5)),
  ])
})

test('skills are near when half of the occupations that use either use both, and two at least', () => {
  assert.deepEqual([...skills.near('till')].toSorted(), ['cleaning', 'coffee'])
  assert.deepEqual([...skills.near('serving')], [])
  assert.deepEqual([...skills.near('juggling')], [])
})
