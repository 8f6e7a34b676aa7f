import assert from 'node:assert/strict'
import { test } from 'node:test'
import { alikeBySkills } from './alike-by-skills.ts'

const occupation = (id: string, ...skills: string[]) => ({
  id,
  skills: skills.map((skill) => ({ id: skill, essential: true })),
})
const alikeOf = (...occupations: ReturnType<typeof occupation>[]) =>
  Object.fromEntries(alikeBySkills(occupations).map((each) => [each.occupation.id, each.alike.map(({ id }) => id)]))

test('occupations that need much the same skills are alike, the one with most in common first', () => {
  const alike = alikeOf(
    occupation('cook', 'frying', 'baking', 'hygiene'),
    occupation('baker', 'baking', 'hygiene'),
    occupation('chef', 'frying', 'baking', 'hygiene'),
    occupation('driver', 'driving'),
  )
  assert.deepEqual(alike, { cook: ['chef', 'baker'], baker: ['cook', 'chef'], chef: ['cook', 'baker'], driver: [] })
})

test('a skill that all need makes nobody alike, and five are the most', () => {
  const others = Array.from({ length: 7 }, (_, at) =>
    occupation(`other-${at}`, 'teamwork', `a-${at}`, `b-${at}`, `c-${at}`),
  )
  assert.deepEqual(new Set(Object.values(alikeOf(...others)).flat()).size, 0)
  const same = Array.from({ length: 7 }, (_, at) => occupation(`same-${at}`, 'welding'))
  assert.ok(Object.values(alikeOf(...same)).every((alike) => alike.length === 5))
})

test('without skills nothing is alike', () =>
  assert.deepEqual(alikeOf(occupation('a'), occupation('b')), { a: [], b: [] }))
