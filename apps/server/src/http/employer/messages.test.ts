import assert from 'node:assert/strict'
import { test } from 'node:test'
import { withMessage } from '@rolecall/core/messages/thread'
import { type EmployerClient, publishJob, signIn } from '../testing/employer-client.ts'
import { createHttpWorld, type HttpWorld } from '../testing/http-world.ts'
import { addApplication, addEmployer, addPerson } from '../testing/people.ts'

type Setting = {
  readonly world: HttpWorld
  readonly employer: EmployerClient
  readonly applicationId: string
  readonly path: string
}

/** An owner and someone who applied, with canaries for a surname and a number. */
const setting = async (world: HttpWorld): Promise<Setting & { readonly personId: string }> => {
  const owner = await addEmployer(world, 1)
  const { organisationId } = owner
  const employer = await signIn(world, owner)
  const jobId = await publishJob(world, { employer, organisationId })
  const personId = await addPerson(world, 7, { name: 'Amina Canarysurname' })
  const applicationId = await addApplication(world, 1, { jobId, personId, organisationId })
  const path = `/organisations/${organisationId}/applications/${applicationId}`
  return { world, employer, applicationId, path, personId }
}

/** The person writes, as the chat would commit it. */
const answer = async ({ world, applicationId }: Setting, text: string): Promise<void> => {
  const before = await world.store.get('applications', applicationId)
  assert.ok(before)
  const id = world.deps.makeId('messages')
  const joined = withMessage(before.doc, { id, from: 'person', text: { text, language: 'en' } }, world.now)
  await world.put(
    { op: 'put', collection: 'applications', doc: joined.application, expected: before.revision },
    { op: 'put', collection: 'messages', doc: joined.message, expected: 'absent' },
  )
}

test('an employer writes, reads the answer, and sees in words how far each message came', async () => {
  await using world = await createHttpWorld()
  const its = await setting(world)
  const sent = await its.employer.send('POST', `${its.path}/messages`, { text: ' Can you come on Monday? ' })
  assert.deepEqual([sent.statusCode, sent.json().text, sent.json().by], [201, 'Can you come on Monday?', 'Owner 1'])
  await answer(its, 'Yes, at eight')
  const thread = (await its.employer.get(`${its.path}/messages`)).json()
  assert.deepEqual(
    thread.items.map(({ from, text, delivery }: { from: string; text: string; delivery?: string }) => [
      from,
      text,
      delivery,
    ]),
    [
      ['person', 'Yes, at eight', undefined],
      ['organisation', 'Can you come on Monday?', 'waits'],
    ],
  )
  assert.deepEqual([thread.state, thread.left], ['open', 3])
  assert.equal((await its.employer.get(its.path)).json().unread, 1)
  assert.equal((await its.employer.send('POST', `${its.path}/messages/read`)).statusCode, 204)
  assert.equal((await its.employer.get(its.path)).json().unread, 0)
})

test('whoever looks at a thread is told when a message of it changes, and nobody of another organisation is', async () => {
  await using world = await createHttpWorld()
  const its = await setting(world)
  const [own, others]: [unknown[], unknown[]] = [[], []]
  world.deps.subscribe(its.path.split('/')[2] ?? '', (event) => own.push(event))
  world.deps.subscribe((await addEmployer(world, 2)).organisationId, (event) => others.push(event))
  const { id } = (await its.employer.send('POST', `${its.path}/messages`, { text: 'Hello' })).json()
  await world.changed({ collection: 'messages', id })
  const application = await world.store.get('applications', its.applicationId)
  assert.deepEqual(own, [{ type: 'application', applicationId: its.applicationId, jobId: application?.doc.jobId }])
  assert.deepEqual(others, [])
})

test('neither the number, the surname nor any id of an account is in what the employer reads', async () => {
  await using world = await createHttpWorld()
  const its = await setting(world)
  await its.employer.send('POST', `${its.path}/messages`, { text: 'Hello' })
  await answer(its, 'Hello to you')
  for (const path of [its.path, `${its.path}/messages`]) {
    const { body } = await its.employer.get(path)
    assert.doesNotMatch(body, /25470000|Canarysurname|acc_|KE\.7|wamid/)
  }
  const { items } = await world.store.find('outbox', { index: 'state', where: ['queued'], limit: 10 })
  assert.ok(items.length > 0)
  assert.doesNotMatch(JSON.stringify(items.map(({ doc }) => doc.message)), /owner1@example\.org|Owner 1/)
})

test('three messages wait for an answer, and the fourth is told so', async () => {
  await using world = await createHttpWorld()
  const its = await setting(world)
  for (const text of ['One', 'Two', 'Three']) {
    world.now += 1
    assert.equal((await its.employer.send('POST', `${its.path}/messages`, { text })).statusCode, 201)
  }
  const fourth = await its.employer.send('POST', `${its.path}/messages`, { text: 'Four' })
  assert.deepEqual([fourth.statusCode, fourth.json().code], [409, 'wait-for-answer'])
})

test('of six messages at once three are taken', async () => {
  await using world = await createHttpWorld()
  const its = await setting(world)
  const tries = Array.from({ length: 6 }, (_, n) => its.employer.send('POST', `${its.path}/messages`, { text: `${n}` }))
  const codes = (await Promise.all(tries)).map(({ statusCode }) => statusCode)
  assert.equal(codes.filter((code) => code === 201).length, 3)
  const thread = (await its.employer.get(`${its.path}/messages`)).json()
  assert.equal(thread.items.length, 3)
})

for (const [claim, text] of [
  ['nothing', ' \n '],
  ['more than a thousand characters', 'x'.repeat(1001)],
  ['a control character', 'Hello\u0007'],
  ['an escape sequence', '\u001b[31mred'],
] as const)
  test(`a message of ${claim} is refused at its field`, async () => {
    await using world = await createHttpWorld()
    const its = await setting(world)
    const refused = await its.employer.send('POST', `${its.path}/messages`, { text })
    assert.deepEqual([refused.statusCode, refused.json().errors[0].pointer], [400, '/text'])
  })

test('a reviewer reads and writes nothing', async () => {
  await using world = await createHttpWorld()
  const its = await setting(world)
  await its.employer.send('POST', `${its.path}/messages`, { text: 'Hello' })
  const [membership] = (
    await world.store.find('memberships', {
      index: 'user',
      where: [(await its.employer.get('/session')).json().user.id],
      limit: 1,
    })
  ).items
  assert.ok(membership)
  const doc = { ...membership.doc, role: 'reviewer' } as const
  await world.put({ op: 'put', collection: 'memberships', doc, expected: membership.revision })
  assert.equal((await its.employer.get(`${its.path}/messages`)).json().items.length, 1)
  for (const [method, path, body] of [
    ['POST', 'messages', { text: 'Hello' }],
    ['POST', 'messages/read', undefined],
    ['POST', 'block', undefined],
    ['DELETE', 'block', undefined],
    ['POST', 'reports', { reason: 'rude' }],
  ] as const)
    assert.equal((await its.employer.send(method, `${its.path}/${path}`, body)).json().code, 'not-allowed', path)
})

const closings: readonly (readonly [
  claim: string,
  close: (its: Setting & { personId: string }) => Promise<unknown>,
  state: string,
  code: string,
])[] = [
  [
    'the person blocked',
    ({ world, personId, path }) => block(world, personId, path.split('/')[2] ?? '', 'person'),
    'not-taking',
    'messages-closed',
  ],
  [
    'a moderator keeps the person from writing',
    ({ world, personId, path }) => block(world, personId, path.split('/')[2] ?? '', 'moderator'),
    'not-taking',
    'messages-closed',
  ],
  [
    'the organisation blocked',
    ({ employer, path }) => employer.send('POST', `${path}/block`),
    'blocked-by-you',
    'messages-closed',
  ],
  ['the person stopped', async (its) => change(its.world, its.personId, 'stopped'), 'stopped', 'messages-closed'],
  [
    'WhatsApp cannot reach the person',
    async (its) => change(its.world, its.personId, 'unreachable'),
    'unreachable',
    'messages-closed',
  ],
  ['the application was taken back', withdraw, 'ended', 'application-state'],
]
for (const [claim, close, state, code] of closings)
  test(`where ${claim} the thread says so and takes no message`, async () => {
    await using world = await createHttpWorld()
    const its = await setting(world)
    await close(its)
    assert.equal((await its.employer.get(`${its.path}/messages`)).json().state, state)
    assert.equal((await its.employer.send('POST', `${its.path}/messages`, { text: 'Hello' })).json().code, code)
  })

test('a block is taken back, and a report is filed once a day and answered in the thread', async () => {
  await using world = await createHttpWorld()
  const its = await setting(world)
  await its.employer.send('POST', `${its.path}/block`)
  assert.equal((await its.employer.send('DELETE', `${its.path}/block`)).statusCode, 204)
  assert.equal((await its.employer.get(`${its.path}/messages`)).json().state, 'open')
  for (const reason of ['rude', 'money'])
    assert.equal((await its.employer.send('POST', `${its.path}/reports`, { reason })).statusCode, 204)
  const { items } = await world.store.find('reports', { index: 'application', where: [its.applicationId], limit: 9 })
  assert.deepEqual(
    items.map(({ doc }) => doc.reason),
    ['rude'],
  )
  assert.equal((await its.employer.get(`${its.path}/messages`)).json().report, 'open')
})

const block = (world: HttpWorld, personId: string, organisationId: string, by: 'person' | 'moderator') =>
  world.put({
    op: 'put',
    collection: 'blocks',
    doc: {
      id: `${personId}:${by === 'person' ? organisationId : 'all'}:${by}`,
      personId,
      by,
      active: true,
      at: world.now,
    },
    expected: 'absent',
  })

const change = async (world: HttpWorld, personId: string, state: 'stopped' | 'unreachable') => {
  const person = await world.store.get('people', personId)
  const account = await world.store.get('accounts', person?.doc.accountId ?? '')
  assert.ok(account)
  await world.put({ op: 'put', collection: 'accounts', doc: { ...account.doc, state }, expected: account.revision })
}

async function withdraw({ world, applicationId }: Setting) {
  const before = await world.store.get('applications', applicationId)
  assert.ok(before)
  const doc = { ...before.doc, state: 'withdrawn' } as const
  await world.put({ op: 'put', collection: 'applications', doc, expected: before.revision })
}
