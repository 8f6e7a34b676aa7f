import assert from 'node:assert/strict'
import { test } from 'node:test'
import { loadCatalogues } from '@rolecall/text/catalogue'
import { problemsOf } from '@rolecall/whatsapp/setup/template-definition'
import { templateDefinitions } from './template-definitions.ts'

const catalogues = await loadCatalogues()

test('each template stands in every language that has a catalogue, and Meta would refuse none', () => {
  const definitions = templateDefinitions(catalogues)
  const names = [
    'application_update',
    'employer_message',
    'report_outcome',
    'job_alert',
    'job_invitation',
    'profile_ends',
  ]
  for (const name of names) {
    const languages = definitions.filter((one) => one.name === name).map(({ language }) => language)
    assert.deepEqual(languages, Object.keys(catalogues))
  }
  assert.deepEqual(definitions.flatMap(problemsOf), [])
})

test("variables become Meta's named parameters, each with its example", () => {
  const en = {
    'template.job_alert.body': "Hello {person}, it''s {job} for you.",
    'template.job_alert.example.person': 'Amina',
    'template.job_alert.example.job': 'Cook',
  }
  assert.deepEqual(templateDefinitions({ 'es-MX': en }), [
    {
      name: 'job_alert',
      category: 'MARKETING',
      language: 'es_MX',
      body: "Hello {{person}}, it's {{job}} for you.",
      examples: { person: 'Amina', job: 'Cook' },
    },
  ])
})

const categories: [claim: string, catalogue: Record<string, string>, category: string][] = [
  ['news of an application is utility', { 'template.application_update.body': 'News.' }, 'UTILITY'],
  ['that an employer wrote is utility', { 'template.employer_message.body': 'News.' }, 'UTILITY'],
  ['what came of a report is utility', { 'template.report_outcome.body': 'News.' }, 'UTILITY'],
  ['a template that nobody filed is marketing', { 'template.other.body': 'Hello.' }, 'MARKETING'],
  [
    'the catalogue may file a template',
    { 'template.other.body': 'Hello.', 'template.other.category': 'UTILITY' },
    'UTILITY',
  ],
]
for (const [claim, catalogue, category] of categories) {
  test(claim, () => assert.equal(templateDefinitions({ en: catalogue })[0]?.category, category))
}

test('a category that Meta does not have is refused by its key', () => {
  const en = { 'template.other.body': 'Hello.', 'template.other.category': 'NEWS' }
  assert.throws(() => templateDefinitions({ en }), /template\.other\.category is NEWS/)
})
