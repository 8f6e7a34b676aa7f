import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ids, startRig } from '../testing/rig.ts'
import { mediaBytes, sha256 } from './media.ts'

test('the token, the number and the account say what a set-up asks', async () => {
  await using rig = await startRig()
  const token = (await rig.graph('/debug_token?input_token=token')).body.data
  assert.equal(token.is_valid, true)
  assert.deepEqual(token.granular_scopes[0].target_ids, [ids.waba])
  assert.equal((await rig.graph('/debug_token?input_token=other')).body.data.is_valid, false)
  assert.deepEqual((await rig.graph(`/${ids.number}?fields=display_phone_number`)).body, {
    display_phone_number: '15550100000',
    id: ids.number,
  })
  assert.equal((await rig.graph(`/${ids.waba}/phone_numbers`)).body.data[0].id, ids.number)
  assert.equal((await rig.graph('/404')).body.error.error_subcode, 33)
})

test('without a subscription no webhook leaves; subscribing mends it', async () => {
  await using rig = await startRig({ subscribed: false })
  const phone = rig.phone()
  await rig.control(`/phones/${phone.id}/text`, { body: { text: 'lost' } })
  assert.deepEqual((await rig.graph(`/${ids.waba}/subscribed_apps`)).body.data, [])
  assert.deepEqual((await rig.graph(`/${ids.waba}/subscribed_apps`, { method: 'POST' })).body, { success: true })
  await rig.control(`/phones/${phone.id}/text`, { body: { text: 'heard' } })
  await rig.event((event) => event.type === 'text')
  assert.equal(rig.received.length, 1)
})

test('an override of the callback is taken only where the challenge comes back', async () => {
  await using rig = await startRig()
  const uri = rig.simulator.control.options.webhookUrl
  const subscribe = (token: string) =>
    rig.graph(`/${ids.waba}/subscribed_apps`, { body: { override_callback_uri: uri, verify_token: token } })
  assert.equal((await subscribe('wrong')).body.error.code, 100)
  assert.deepEqual((await subscribe('verify')).body, { success: true })
})

for (const kind of ['voice', 'document', 'image', 'sticker'] as const) {
  test(`a ${kind} is fetched by its id, with the token, and is what its checksums say`, async () => {
    await using rig = await startRig()
    await rig.control(`/phones/${rig.phone().id}/media`, { body: { kind } })
    const message = await rig.event((event) => 'id' in event)
    const part = Object(message[String(message.type)])
    const link = (await rig.graph(`/${part.id}`)).body
    const response = await fetch(link.url, { headers: { authorization: 'Bearer token' } })
    const bytes = Buffer.from(await response.arrayBuffer())
    assert.deepEqual([link.sha256, part.sha256], [sha256(bytes, 'hex'), sha256(bytes, 'base64')])
    assert.equal(link.file_size, bytes.length)
    assert.equal((await fetch(link.url)).status, 401)
  })
}

test('a media link ends after five minutes, the media after seven days', async () => {
  let now = 1_700_000_000_000
  await using rig = await startRig({ now: () => now })
  await rig.control(`/phones/${rig.phone().id}/media`, { body: { kind: 'image' } })
  const { image } = await rig.event((event) => event.type === 'image')
  const link = (await rig.graph(`/${Object(image).id}`)).body
  now += 5 * 60_000 + 1
  assert.equal((await fetch(link.url, { headers: { authorization: 'Bearer token' } })).status, 404)
  now += 7 * 86_400_000
  assert.equal((await rig.graph(`/${Object(image).id}`)).body.error.error_subcode, 33)
})

test('the bytes begin as their kinds do', () => {
  assert.equal(mediaBytes('voice').bytes.subarray(0, 4).toString(), 'OggS')
  assert.equal(mediaBytes('document').bytes.subarray(0, 5).toString(), '%PDF-')
  assert.equal(mediaBytes('image').bytes.subarray(1, 4).toString(), 'PNG')
  assert.equal(mediaBytes('sticker').bytes.subarray(8, 12).toString(), 'WEBP')
})
