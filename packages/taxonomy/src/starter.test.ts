import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fold } from './fold.ts'
import { ambiguousAliases } from './starter/ambiguous-aliases.ts'
import { iscoUnitGroups } from './starter/isco-unit-groups.ts'
import { starterOccupations, starterSkills } from './starter.ts'
import type { Skill } from './types.ts'

const occupations = starterOccupations()
const skills = starterSkills()

test('the starter has at least 300 occupations and 250 skills with ids of their own', () => {
  assert.ok(occupations.length >= 300)
  assert.ok(skills.length >= 250)
  for (const entries of [occupations, skills]) {
    assert.equal(new Set(entries.map((entry) => entry.id)).size, entries.length)
    for (const { id } of entries) assert.match(id, /^[a-z]+(-[a-z]+)*$/)
  }
})

test('each occupation stands on a unit group of ISCO-08, and all ten major groups are covered', () => {
  assert.equal(iscoUnitGroups.length, 436)
  const unknown = occupations.filter(({ isco }) => !iscoUnitGroups.includes(isco))
  assert.deepEqual(unknown, [])
  assert.equal(new Set(occupations.map(({ isco }) => isco[0])).size, 10)
})

test('labels and aliases are filled in English and in Spanish', () => {
  for (const { id, labels, aliases } of [...occupations, ...skills]) {
    for (const language of ['en', 'es']) {
      const words = [labels[language] ?? '', ...(aliases[language] ?? [])]
      assert.ok(
        words.every((word) => fold(word) !== '' && !word.includes('/') && !word.includes('|')),
        `${id} in ${language}: ${words}`,
      )
    }
  }
  const withoutAliases = occupations.filter(({ aliases }) => aliases.es?.length === 0)
  assert.ok(withoutAliases.length < 10, withoutAliases.map(({ id }) => id).join(' '))
})

test('an occupation has three to eight usual skills, each in the table, at least one essential', () => {
  const known = new Set(skills.map((skill) => skill.id))
  for (const { id, skills: usual } of occupations) {
    assert.ok(usual.length >= 3 && usual.length <= 8, `${id} has ${usual.length} skills`)
    assert.equal(new Set(usual.map((skill) => skill.id)).size, usual.length, id)
    assert.ok(
      usual.some((skill) => skill.essential),
      id,
    )
    for (const skill of usual) assert.ok(known.has(skill.id), `${id}: ${skill.id}`)
  }
})

test('no word means two things unless it is listed as ambiguous', () => {
  assert.deepEqual(sharedWords(occupations), [...ambiguousAliases].sort())
  assert.deepEqual(sharedWords(skills), [])
})

function sharedWords(entries: readonly Skill[]): string[] {
  const owners = new Map<string, Set<string>>()
  for (const { id, labels, aliases } of entries) {
    for (const word of [...Object.values(labels), ...Object.values(aliases).flat()].map(fold)) {
      owners.set(word, (owners.get(word) ?? new Set()).add(id))
    }
  }
  return [...owners]
    .filter(([, ids]) => ids.size > 1)
    .map(([word]) => word)
    .sort()
}
