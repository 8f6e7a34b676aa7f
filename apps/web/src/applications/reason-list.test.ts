import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Constraint, Explanation } from '@rolecall/contract/explanation'
import { loadCatalogues } from '@rolecall/text/catalogue'
import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { speak, TextProvider } from '../text/use-text.tsx'
import { CheckList, ReasonList, TiltReason } from './reason-list.tsx'

const { en = {} } = await loadCatalogues()

const constraint = (
  kind: Constraint['kind'],
  verdict: Constraint['verdict'],
  facts: Constraint['facts'],
): Constraint => ({
  kind,
  verdict,
  must: true,
  facts,
})
const licence = { asked: { type: 'licence', value: 'food-handler' } } as const
const explanation: Explanation = {
  fit: 'partial',
  score: 0.5,
  subScores: [],
  versions: { engine: '1', weights: '1', taxonomy: '1' },
  constraints: [
    constraint('licence', 'unknown', licence),
    constraint('skill', 'met', { asked: { type: 'skill', value: 'baking' } }),
    constraint('active', 'met', {}),
    constraint('occupation', 'met', {
      asked: { type: 'occupation', value: 'cook' },
      has: { type: 'occupation', value: 'cook' },
    }),
  ],
}

const shown = (component: typeof CheckList) => {
  const text = speak(en, 'en', { cook: 'Cook', baking: 'baking' })
  const html = renderToStaticMarkup(createElement(TextProvider, { text }, createElement(component, { explanation })))
  return [...html.matchAll(/data-reason="([^"]*)"/g)].map(([, key]) => key)
}

test('what is met comes in the order of WHY; that a job is open goes without saying', () => {
  assert.deepEqual(shown(ReasonList), ['reason.occupation.met.same', 'reason.skill.met'])
})

test('what is not known stands apart, to be checked', () => {
  assert.deepEqual(shown(CheckList), ['reason.licence.unknown'])
})

const tiltSaid = async (...tilted: readonly string[]) => {
  const catalogues = await loadCatalogues()
  const subScores = (['skills', 'experience', 'distance'] as const).map((name) => ({
    name,
    value: 0.5,
    weight: 1,
    jobWeight: 3,
    ...(tilted.includes(name) ? { tilt: 2 } : {}),
  }))
  return Object.entries(catalogues).map(([language, catalogue]) =>
    renderToStaticMarkup(
      createElement(
        TextProvider,
        { text: speak(catalogue, language) },
        createElement(TiltReason, { explanation: { ...explanation, subScores } }),
      ),
    ).replace(/<[^>]*>/g, ''),
  )
}

test('what the employer weighs more is said once, in each language, and where nothing is tilted nothing is said', async () => {
  const said = await tiltSaid('skills', 'distance')
  assert.ok(said.includes('This employer puts more weight on skills and living near.'))
  assert.ok(said.includes('Esta empresa da más peso a esto: habilidades y vivir cerca.'))
  assert.ok(said.every((sentence) => sentence !== ''))
  assert.ok((await tiltSaid()).every((sentence) => sentence === ''))
})
