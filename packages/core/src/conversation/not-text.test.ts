import assert from 'node:assert/strict'
import { test } from 'node:test'
import { notText } from './answer.ts'

test('what was kept is called kept, and what was refused is told as refused with what works', () => {
  for (const media of ['audio', 'image', 'video', 'document'] as const) {
    assert.deepEqual(notText({ kind: 'media', media, mediaId: 'med_1' }), { key: `bot.media.${media}` })
    assert.deepEqual(notText({ kind: 'media', media }), { key: 'bot.media.refused' })
  }
  assert.deepEqual(notText({ kind: 'media', media: 'sticker' }), { key: 'bot.media.sticker' })
})
