import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ids, type Rig, startRig } from '../testing/rig.ts'
import type { FaultKind } from '../world/types.ts'

const send = (rig: Rig, signal?: AbortSignal) =>
  fetch(`${rig.simulator.graphUrl}/${ids.number}/messages`, {
    method: 'POST',
    headers: { authorization: 'Bearer token' },
    body: JSON.stringify({
      messaging_product: 'whatsapp',
      to: '254700000001',
      type: 'text',
      text: { body: 'Hi' },
      biz_opaque_callback_data: 'out_1',
    }),
    ...(signal === undefined ? {} : { signal }),
  })

const startFaulty = async (kind: FaultKind, count = 1): Promise<Rig> => {
  const rig = await startRig()
  rig.phone({ waId: '254700000001' })
  await rig.control('/settings', { method: 'PATCH', body: { next: [{ kind, count }] } })
  return rig
}

const refusals: readonly [FaultKind, number, number][] = [
  ['500', 500, 131000],
  ['131056', 429, 131056],
  ['130429', 429, 130429],
]

for (const [kind, status, code] of refusals) {
  test(`the fault ${kind} answers ${status} and accepts nothing, as often as ordered`, async () => {
    await using rig = await startFaulty(kind, 2)
    for (let times = 0; times < 2; times++) {
      const answer = await send(rig)
      assert.equal(answer.status, status)
      assert.equal(Object(await answer.json()).error.code, code)
    }
    assert.equal(rig.simulator.control.world.sends.length, 0)
    assert.equal((await send(rig)).status, 200)
  })
}

for (const kind of ['131026', '131047', '131049'] as const) {
  test(`the fault ${kind} is accepted and then fails`, async () => {
    await using rig = await startFaulty(kind)
    assert.equal((await send(rig)).status, 200)
    const failed = await rig.event((event) => event.status === 'failed')
    assert.equal(Object(failed.errors)[0].code, Number(kind))
    assert.equal(failed.biz_opaque_callback_data, 'out_1')
  })
}

test('a hanging request answers nothing and accepts nothing', async () => {
  await using rig = await startFaulty('hang')
  await assert.rejects(send(rig, AbortSignal.timeout(40)), { name: 'TimeoutError' })
  assert.equal(rig.simulator.control.world.sends.length, 0)
})

test('a request may hang after the message was accepted: its status settles it', async () => {
  await using rig = await startFaulty('hang-after-accepting')
  const asked = send(rig).catch((error: unknown) => error)
  assert.equal((await rig.event((event) => event.status === 'delivered')).biz_opaque_callback_data, 'out_1')
  await rig.simulator.close()
  assert.ok((await asked) instanceof Error)
})

test('a connection that is reset after accepting leaves one visible message', async () => {
  await using rig = await startFaulty('reset-after-accepting')
  await assert.rejects(send(rig))
  await rig.event((event) => event.status === 'delivered')
  const { body } = await rig.control('/sends?outboxId=out_1')
  assert.deepEqual([body.length, body[0].visible], [1, true])
})

test('while Graph is down everything answers 503', async () => {
  await using rig = await startRig()
  rig.set({ down: true })
  for (const path of [`/${ids.number}`, '/me', '/debug_token']) assert.equal((await rig.graph(path)).status, 503)
  assert.equal((await send(rig)).status, 503)
})

test('a rate strikes as often as it says', async () => {
  const numbers = [0.1, 0.9, 0.2]
  await using rig = await startRig({ random: () => numbers.shift() ?? 1 })
  await rig.control('/settings', { method: 'PATCH', body: { rates: { '130429': 0.5 } } })
  const statuses = [await send(rig), await send(rig), await send(rig)].map((answer) => answer.status)
  assert.deepEqual(statuses, [429, 200, 429])
})
