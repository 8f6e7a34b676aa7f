import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ids, type Rig, startRig } from '../testing/rig.ts'

const example = { body_text_named_params: [{ param_name: 'name', example: 'Amina' }] }
const twoExamples = {
  body_text_named_params: [...example.body_text_named_params, { param_name: 'name2', example: 'B' }],
}
const creation = {
  name: 'job_alert',
  language: 'en',
  category: 'MARKETING',
  parameter_format: 'named',
  components: [
    { type: 'BODY', text: 'Hello {{name}}, there are new jobs for you.', example },
    { type: 'BUTTONS', buttons: [{ type: 'QUICK_REPLY', text: 'See jobs' }] },
  ],
}
const withBody = (text: string, extra: object = {}) => ({
  ...creation,
  components: [{ type: 'BODY', text, ...extra }],
})

const create = (rig: Rig, body: unknown) => rig.graph(`/${ids.waba}/message_templates`, { body })
const parameter = (text: string, name = 'name') => ({ type: 'text', parameter_name: name, text })
const send = (rig: Rig, parameters: object[], more: object = {}) =>
  rig.graph(`/${ids.number}/messages`, {
    body: {
      messaging_product: 'whatsapp',
      to: '254700000001',
      type: 'template',
      template: { name: 'job_alert', language: { code: 'en' }, components: [{ type: 'body', parameters }], ...more },
    },
  })

const startApproved = async (): Promise<Rig> => {
  const rig = await startRig()
  rig.phone({ waId: '254700000001', silent: true })
  await create(rig, creation)
  await rig.event((event) => event.event === 'APPROVED')
  return rig
}

test('a template is pending, then approved, and the webhook says so', async () => {
  await using rig = await startRig()
  const created = await create(rig, creation)
  assert.equal(created.body.status, 'PENDING')
  const told = await rig.event((event) => event.event === 'APPROVED')
  assert.equal(told.message_template_name, 'job_alert')
  const listed = await rig.graph(`/${ids.waba}/message_templates?name=job_alert`)
  assert.deepEqual([listed.body.data[0].status, listed.body.data[0].id], ['APPROVED', created.body.id])
})

test('an approved template goes out after the window, and a tap on it is a button message', async () => {
  await using rig = await startApproved()
  const answer = await send(rig, [parameter('Amina')])
  assert.equal(answer.status, 200, JSON.stringify(answer.body))
  await rig.event((event) => event.status === 'delivered')
  const phone = rig.simulator.control.world.phones.values().next().value
  const shown = phone?.messages.at(-1)
  assert.equal(shown?.text, 'Hello Amina, there are new jobs for you.')
  await rig.control(`/phones/${phone?.id}/tap`, { body: { wamid: shown?.wamid, id: 'See jobs' } })
  const tapped = await rig.event((event) => event.type === 'button')
  assert.deepEqual(tapped.button, { payload: 'See jobs', text: 'See jobs' })
})

const refused: Record<string, [parameters: object[], more: object, code: number]> = {
  'an unknown language': [[parameter('A')], { language: { code: 'fr' } }, 132001],
  'an unknown name': [[parameter('A')], { name: 'other' }, 132001],
  'too few parameters': [[], {}, 132000],
  'too many parameters': [[parameter('A'), parameter('B', 'other')], {}, 132000],
  'another name of a parameter': [[parameter('A', 'other')], {}, 132000],
  'no name of a parameter': [[{ type: 'text', text: 'A' }], {}, 100],
  'a line break': [[parameter('A\nB')], {}, 100],
  'a tab': [[parameter('A\tB')], {}, 100],
  'five spaces': [[parameter('A     B')], {}, 100],
  'an empty value': [[parameter('')], {}, 131008],
  'a value that makes the body too long': [[parameter('A'.repeat(1024))], {}, 132005],
}

for (const [title, [parameters, more, code]] of Object.entries(refused)) {
  test(`a send of a template with ${title} is refused with ${code}`, async () => {
    await using rig = await startApproved()
    assert.equal((await send(rig, parameters, more)).body.error.code, code)
  })
}

const badCreations: Record<string, [body: object, subcode: number | undefined]> = {
  'a variable at the end': [withBody('Hello to you all {{name}}', { example }), 2388299],
  'a variable without an example': [withBody('Hello {{name}}, welcome back here.'), 2388043],
  'named variables without parameter_format': [{ ...creation, parameter_format: undefined }, 2388047],
  'more variables than its words bear': [withBody('A {{name}} b {{name2}} c.', { example: twoExamples }), 2388293],
  'a name with capitals': [{ ...creation, name: 'JobAlert' }, undefined],
  'no body': [{ ...creation, components: [{ type: 'FOOTER', text: 'x' }] }, 2388047],
  'an unknown field': [{ ...creation, colour: 'red' }, undefined],
}

for (const [title, [body, subcode]] of Object.entries(badCreations)) {
  test(`a template with ${title} is not taken in`, async () => {
    await using rig = await startRig()
    const answer = await create(rig, body)
    assert.equal(answer.status, 400, JSON.stringify(answer.body))
    assert.equal(answer.body.error.error_subcode, subcode)
  })
}

test('the same name and language twice is refused', async () => {
  await using rig = await startRig()
  await create(rig, creation)
  assert.equal((await create(rig, creation)).body.error.error_subcode, 2388024)
})
