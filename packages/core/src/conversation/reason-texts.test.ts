import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Constraint, Fact } from '@rolecall/contract/explanation'
import { MattersMost } from '@rolecall/contract/job'
import { changeKey, reasonKey, tiltReason } from '@rolecall/contract/reasons'
import { loadCatalogues } from '@rolecall/text/catalogue'
import { createText } from '@rolecall/text/format'

const catalogues = await loadCatalogues()
const text = (value: string): Fact => ({ type: 'text', value })
const pay = (amount: number) => ({ type: 'pay', amount, currency: 'KES', period: 'day' }) as const
const times: Fact = { type: 'times', days: ['sat', 'sun'], parts: ['morning'] }
const km = (value: number): Fact => ({ type: 'distance-km', value })
const work = (value: string): Fact => ({ type: 'occupation', value })
const speaks = (level: string): Fact => ({ type: 'language', value: 'en', level })
const years: Fact = { type: 'number', value: 3 }
const has: Fact = { type: 'experience', value: '2-years-or-more' }
const near = { remote: text('no'), place: text('Thika'), distance: km(3), reach: km(30), limit: text('person') }

/** Every form that a constraint comes in, with the facts that matching gives it. */
const forms: readonly (readonly [Constraint['kind'], Constraint['verdict'], Constraint['facts'], RegExp])[] = [
  ['active', 'unmet', { who: text('job'), state: text('closed') }, /takes no one/],
  ['active', 'unmet', { who: text('person'), state: text('hidden') }, /profile is hidden/],
  ['openings', 'unmet', { left: { type: 'number', value: 0 } }, /All places are taken/],
  ['occupation', 'met', { asked: work('cook'), has: work('cook') }, /^Work: cook\.$/],
  ['occupation', 'met', { asked: work('cook'), has: work('baker') }, /^Work: cook; looks for baker\.$/],
  ['occupation', 'unmet', { asked: work('cook'), has: work('nurse') }, /looks for nurse/],
  ['occupation', 'unknown', { asked: work('cook') }, /not said yet/],
  [
    'pay',
    'met',
    { any: text('no'), offered: pay(150_000), asked: pay(120_000) },
    /^Pay: KSh 1,500 a day; wants KSh 1,200 a day or more\.$/,
  ],
  ['pay', 'met', { any: text('yes'), offered: pay(150_000) }, /any pay is fine/],
  [
    'pay',
    'met',
    { any: text('no'), offered: { ...pay(150_000), from: 100_000 }, asked: pay(120_000) },
    /^Pay: KSh 1,000–1,500 a day; wants/,
  ],
  ['pay', 'unmet', { any: text('no'), offered: pay(100_000), asked: pay(120_000) }, /wants KSh 1,200/],
  ['pay', 'unknown', { any: text('no'), offered: pay(100_000) }, /not known/],
  ['times', 'met', { asked: times, has: times }, /Sat, Sun, mornings; can work/],
  ['times', 'unmet', { asked: times, has: times }, /can work/],
  ['times', 'unknown', { asked: times }, /not said yet/],
  ['place', 'met', near, /^Place: Thika, 3 km away\.$/],
  ['place', 'met', { remote: text('yes'), place: text('Thika') }, /from home/],
  ['place', 'unmet', near, /the limit is 30 km/],
  ['place', 'unmet', { remote: text('yes'), place: text('Thika') }, /too far, or not wanted/],
  [
    'place',
    'unknown',
    { remote: text('no'), place: text('Thika'), reach: km(30), limit: text('person') },
    /not said yet/,
  ],
  ['experience', 'met', { asked: years, has }, /^Experience: 3 years asked for; has 2 years or more\.$/],
  ['experience', 'unmet', { asked: { type: 'number', value: 1 }, has }, /1 year asked/],
  ['experience', 'unknown', { asked: years, has }, /may be enough/],
  ['experience', 'unknown', { asked: years }, /not said yet/],
  ['licence', 'met', { asked: { type: 'licence', value: 'forklift' } }, /^Has: forklift licence\.$/],
  ['licence', 'unmet', { asked: { type: 'licence', value: 'forklift' } }, /does not have it/],
  [
    'licence',
    'unknown',
    { asked: { type: 'licence', value: 'forklift' } },
    /^Asked for: forklift licence; not said yet/,
  ],
  ['language', 'met', { asked: speaks('good'), has: speaks('fluent') }, /good English; speaks fluent English/],
  ['language', 'unmet', { asked: speaks('good'), has: speaks('basic') }, /speaks basic English/],
  ['language', 'unknown', { asked: speaks('good') }, /not said yet/],
  ['skill', 'met', { asked: { type: 'skill', value: 'baking' } }, /Can do: baking/],
  ['skill', 'unknown', { asked: { type: 'skill', value: 'baking' } }, /not said yet/],
  ['work-permit', 'met', { asked: { type: 'country', value: 'KE' } }, /May work in Kenya/],
  ['work-permit', 'unmet', { asked: { type: 'country', value: 'KE' } }, /does not have it/],
  ['work-permit', 'unknown', { asked: { type: 'country', value: 'KE' } }, /not said yet/],
  ['employment-type', 'met', { asked: { type: 'employment-type', value: 'FULL_TIME' } }, /full time/],
  ['employment-type', 'unmet', { asked: { type: 'employment-type', value: 'FULL_TIME' } }, /another kind/],
]

for (const [kind, verdict, facts, english] of forms) {
  test(`${kind} ${verdict} reads as ${english.source}`, () => {
    const constraint: Constraint = { kind, verdict, must: true, facts }
    for (const language of ['en', 'es']) {
      const speak = createText(catalogues[language] ?? {}, language, { occupation: String, skill: String })
      const sentence = speak.say({ key: reasonKey(constraint), values: facts })
      assert.match(sentence, language === 'en' ? english : /\.$/)
      assert.ok(sentence.length <= 120, sentence)
      const change = changeKey(constraint)
      if (change !== undefined) assert.match(speak.say({ key: change, values: facts }), /\.$/)
    }
  })
}

const tilted = (names: readonly MattersMost[]) =>
  tiltReason({
    fit: 'full',
    score: 1,
    constraints: [],
    subScores: names.map((name) => ({ name, value: 1, weight: 1, jobWeight: 2, tilt: 2 })),
    versions: { engine: '1', weights: '1', taxonomy: '1' },
  })

for (const [language, catalogue] of Object.entries(catalogues))
  test(`what an employer weighs more is a sentence in ${language}, for each part and for two`, () => {
    const speak = createText(catalogue, language, { occupation: String, skill: String })
    const named = [...MattersMost.options.map((one) => [one]), ...pairsOf(MattersMost.options)]
    const sentences = named.map((names) => speak.say(tilted(names) ?? { plain: '' }))
    assert.equal(new Set(sentences).size, named.length)
    for (const sentence of sentences) assert.ok(/\.$/.test(sentence) && sentence.length <= 120, sentence)
  })

test('in English and Spanish it reads so, and without a tilt it is not said', () => {
  const say = (language: string, ...names: MattersMost[]) =>
    createText(catalogues[language] ?? {}, language, { occupation: String, skill: String }).say(
      tilted(names) ?? { plain: '' },
    )
  assert.equal(say('en', 'experience'), 'This employer puts more weight on experience.')
  assert.equal(say('es', 'experience', 'distance'), 'Esta empresa da más peso a esto: experiencia y vivir cerca.')
  assert.equal(tilted([]), undefined)
})

function pairsOf<Item>(items: readonly Item[]): Item[][] {
  return items.flatMap((one, index) => items.slice(index + 1).map((other) => [one, other]))
}
