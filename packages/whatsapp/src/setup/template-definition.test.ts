import assert from 'node:assert/strict'
import { test } from 'node:test'
import { creationRequest, problemsOf, type TemplateDefinition } from './template-definition.ts'

const template: TemplateDefinition = {
  name: 'application_news',
  category: 'UTILITY',
  language: 'es_MX',
  body: 'Hola {{first_name}}: hay noticias de su postulación a {{job}}. Toque para leerlas.',
  examples: { first_name: 'Luz', job: 'cocina, Café Amanecer' },
  buttons: ['Leer', 'No más avisos'],
}

test('a fair template has no problems', () => assert.deepEqual(problemsOf(template), []))

test('a template is created with named parameters, an example for each, and quick replies', () => {
  assert.deepEqual(creationRequest(template), {
    name: 'application_news',
    category: 'UTILITY',
    language: 'es_MX',
    parameter_format: 'NAMED',
    components: [
      {
        type: 'BODY',
        text: template.body,
        example: {
          body_text_named_params: [
            { param_name: 'first_name', example: 'Luz' },
            { param_name: 'job', example: 'cocina, Café Amanecer' },
          ],
        },
      },
      {
        type: 'BUTTONS',
        buttons: [
          { type: 'QUICK_REPLY', text: 'Leer' },
          { type: 'QUICK_REPLY', text: 'No más avisos' },
        ],
      },
    ],
  })
})

test('a template without parameters has no examples', () => {
  const plain = { ...template, body: 'Hay empleos nuevos.', examples: {}, buttons: [] }
  assert.deepEqual(problemsOf(plain), [])
  assert.match(
    JSON.stringify(creationRequest(plain)),
    /"components":\[\{"type":"BODY","text":"Hay empleos nuevos."\}\]/,
  )
})

const job = { job: 'cook' }
const refused: [what: string, change: Partial<TemplateDefinition>, says: RegExp][] = [
  ['a name with capitals', { name: 'NewJobs' }, /a to z/],
  ['a name of 513 characters', { name: 'a'.repeat(513) }, /longer than 512/],
  ['a language with a hyphen', { language: 'es-MX' }, /language codes/],
  ['a parameter at the start', { body: '{{job}} is a new job for you.', examples: job }, /begins or ends/],
  ['a parameter at the end', { body: 'There is a new job for you: {{job}} ', examples: job }, /begins or ends/],
  [
    'two parameters beside each other',
    { body: 'There is a new job: {{job}} {{pay}} for you today.', examples: { ...job, pay: '1' } },
    /beside each other/,
  ],
  ['more parameters than words', { body: 'New {{job}}.', examples: job }, /2388293/],
  ['a parameter without an example', { body: 'A new job, {{job}}, for you.', examples: {} }, /"job" has no example/],
  ['an example without a parameter', { body: 'New jobs for you.', examples: job }, /no parameter has the example/],
  [
    'a parameter in capitals',
    { body: 'A new job, {{Job}}, for you.', examples: { Job: 'cook' } },
    /no name of a param/,
  ],
  ['a bracket alone', { body: 'A new {job} for you.', examples: {} }, /bracket/],
  ['an empty body', { body: ' ', examples: {} }, /no text of its own/],
  ['a body too long to take its values', { body: `{{job}}${'a '.repeat(300)}`, examples: job }, /longer than 512/],
  ['a body of 1,025 characters', { body: 'a'.repeat(1_025), examples: {} }, /longer than 1024/],
  ['a tab', { body: 'New\tjobs for you.', examples: {} }, /a tab/],
  ['eleven buttons', { buttons: Array.from({ length: 11 }, (_, i) => `${i}`) }, /more than 10 buttons/],
  ['a label of 26 characters', { buttons: ['a'.repeat(26)] }, /1 to 25/],
  ['a label twice', { buttons: ['Yes', 'Yes'] }, /one label/],
]
for (const [what, change, says] of refused) {
  test(`${what} is found before Meta refuses it`, () => {
    assert.match(problemsOf({ ...template, ...change }).join('; '), says)
  })
}
