import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startRig } from '../testing/rig.ts'

const mail = { id: 'mail:1', to: 'amina@example.org', subject: 'Hi', text: 'http://localhost/x' }

test('mails show newest first, and one that is sent again shows once', async () => {
  await using rig = await startRig()
  for (const id of ['mail:1', 'mail:2', 'mail:1'])
    assert.equal((await rig.control('/mail', { body: { ...mail, id } })).status, 201)
  const { mails } = (await rig.control('/state')).body
  assert.deepEqual(
    mails.map(({ id }: { id: string }) => id),
    ['mail:2', 'mail:1'],
  )
  assert.deepEqual((await rig.control('/mail')).body, mails)
})

test('what is no address, and a body that is not known, are refused', async () => {
  await using rig = await startRig()
  for (const more of [{ to: 'nobody' }, { to: 'a@b, c@d' }, { bcc: 'eve@example.org' }])
    assert.equal((await rig.control('/mail', { body: { ...mail, ...more } })).status, 400)
})

test('the last hundred mails are kept', async () => {
  await using rig = await startRig()
  for (let number = 0; number < 103; number += 1)
    await rig.control('/mail', { body: { ...mail, id: `mail:${number}` } })
  const kept = (await rig.control('/mail')).body
  assert.deepEqual([kept.length, kept[0].id], [100, 'mail:102'])
})
