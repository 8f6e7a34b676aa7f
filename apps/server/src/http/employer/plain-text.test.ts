import assert from 'node:assert/strict'
import { test } from 'node:test'
import { client, posting, signIn } from '../testing/employer-client.ts'
import { createHttpWorld } from '../testing/http-world.ts'
import { addEmployer } from '../testing/people.ts'
import { plainText } from './plain-text.ts'

const cases: readonly (readonly [claim: string, text: string, expected: string])[] = [
  ['words stay as they are', 'Cook lunch.\n\n  - rice\n  - beans', 'Cook lunch.\n\n  - rice\n  - beans'],
  ['signs that are no tag stay', 'Pay > 500 & < 900, we <3 cooks, a<b', 'Pay > 500 & < 900, we <3 cooks, a<b'],
  ['paragraphs become lines', '<p>Cook lunch.</p><p>For <b>forty</b> guests.</p>', 'Cook lunch.\n\nFor forty guests.'],
  ['lists keep their points', '<ul><li>Rice</li><li>Beans</li></ul>', '• Rice\n• Beans'],
  ["a word processor's marks go", '<p class=MsoNormal>Cook<o:p></o:p></p><!--[if gte mso 9]>x<![endif]-->', 'Cook'],
  ['scripts and styles go with what is in them', 'Cook<script>alert(1)</script><style>p{}</style>', 'Cook'],
  ['entities become signs', '<p>Fish &amp; chips, &euro;9</p>', 'Fish & chips, €9'],
  ['what was hidden in entities goes too', '<p>a&lt;img src=x onerror=alert(1)&gt;b</p>', 'ab'],
]
for (const [claim, text, expected] of cases) test(claim, () => assert.equal(plainText(text), expected))

test('what an employer pastes as HTML is kept as plain words, when it is posted and when it is edited', async () => {
  await using world = await createHttpWorld()
  const { organisationId, email } = await addEmployer(world, 1)
  const employer = await signIn(world, { email })
  const pasted = posting({
    title: '<h1>Head <b>cook</b></h1>',
    description: { text: '<p>One</p><p>Two</p>', language: 'en' },
    questions: [{ id: 'q1', text: '<i>Can you</i> start on Monday?', answer: 'yes-no' }],
  })
  const made = await employer.send('POST', `/organisations/${organisationId}/jobs`, { posting: pasted, publish: true })
  const { id, revision } = made.json()
  const edited = await employer.send('PUT', `/organisations/${organisationId}/jobs/${id}`, {
    posting: pasted,
    revision,
  })
  for (const answer of [made, edited]) {
    const { title, description, questions } = answer.json().posting
    assert.deepEqual(
      [title, description.text, questions[0].text],
      ['Head cook', 'One\n\nTwo', 'Can you start on Monday?'],
    )
  }
})

test('a text that is markup and no words is refused by its field', async () => {
  await using world = await createHttpWorld()
  const { organisationId, email } = await addEmployer(world, 1)
  const employer = await signIn(world, { email })
  const answer = await employer.send('POST', `/organisations/${organisationId}/jobs`, {
    posting: posting({ title: '<script>alert(1)</script>', description: { text: '<svg></svg>', language: 'en' } }),
  })
  assert.equal(answer.statusCode, 400, answer.body)
  assert.deepEqual(
    answer.json().errors.map(({ pointer, code }: { pointer: string; code: string }) => [pointer, code]),
    [
      ['/posting/title', 'too-short'],
      ['/posting/description/text', 'too-short'],
    ],
  )
  assert.equal((await client(world).get('/jobs')).json().total, 0)
})
