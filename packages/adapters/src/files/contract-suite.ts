import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Files } from '@rolecall/core/ports/files'

/** Registers the tests that every implementation of the Files port passes. */
export const filesContract = (name: string, open: () => Promise<Files>): void => {
  test(`${name}: what was put is read back byte for byte, and gone once deleted`, async () => {
    const files = await open()
    const bytes = Uint8Array.from({ length: 70_000 }, (_, at) => at % 256)
    await files.put('media/med_1', bytes)
    assert.deepEqual(Buffer.from((await files.get('media/med_1')) ?? []), Buffer.from(bytes))
    await files.delete('media/med_1')
    assert.equal(await files.get('media/med_1'), undefined)
  })

  test(`${name}: what never was reads as absent, and deleting it is no error`, async () => {
    const files = await open()
    assert.equal(await files.get('media/none'), undefined)
    await files.delete('media/none')
  })

  test(`${name}: a second put replaces the first whole`, async () => {
    const files = await open()
    await files.put('media/med_2', Buffer.from('a longer content'))
    await files.put('media/med_2', Buffer.from('short'))
    assert.equal(Buffer.from((await files.get('media/med_2')) ?? []).toString(), 'short')
  })

  test(`${name}: a reader during many puts sees one content or another, never a part`, async () => {
    const files = await open()
    const contents = ['a', 'b', 'c'].map((letter) => letter.repeat(200_000))
    await files.put('media/med_3', Buffer.from(contents[0] ?? ''))
    const puts = contents.map((content) => files.put('media/med_3', Buffer.from(content)))
    const reads = Array.from({ length: 20 }, () => files.get('media/med_3'))
    for (const read of await Promise.all(reads)) assert.ok(contents.includes(Buffer.from(read ?? []).toString()))
    await Promise.all(puts)
  })

  test(`${name}: every key is told, however many, and those of what was deleted are not`, async () => {
    const files = await open()
    const before = new Set(await keysOf(files))
    const keys = ['a.txt', 'media/deep/er/med_5', 'media/med_4']
    for (const key of [...keys, 'gone']) await files.put(key, Buffer.from('x'))
    await files.delete('gone')
    const told = new Set(await keysOf(files))
    assert.deepEqual([...told.difference(before)].sort(), keys)
    for (const key of keys) await files.delete(key)
  })

  test(`${name}: a key that leads elsewhere is refused, whatever is asked`, async () => {
    const files = await open()
    const hostile = [
      '',
      '.',
      '..',
      '../x',
      'a/../../x',
      '/etc/passwd',
      'a//b',
      'a/',
      'a\\..\\b',
      'a\0b',
      '.hidden',
      'a b',
    ]
    for (const key of [...hostile, 'é', 'x'.repeat(513)]) {
      await assert.rejects(files.put(key, Buffer.from('x')), { name: 'FileKeyRefused' }, key)
      await assert.rejects(files.get(key), { name: 'FileKeyRefused' }, key)
      await assert.rejects(files.delete(key), { name: 'FileKeyRefused' }, key)
    }
  })
}

/** All of them at once. */
export const keysOf = async (files: Files): Promise<readonly string[]> => {
  const keys: string[] = []
  for await (const key of files.keys()) keys.push(key)
  return keys
}
