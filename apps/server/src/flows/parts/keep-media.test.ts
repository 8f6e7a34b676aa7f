import assert from 'node:assert/strict'
import { createDecipheriv } from 'node:crypto'
import { test } from 'node:test'
import type { DocumentOf } from '@rolecall/core/model/collections'
import type { MediaResult } from '@rolecall/core/ports/messenger'
import { createWorld } from '../../testing/world.ts'
import { keepMedia } from './keep-media.ts'

const office = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
/** A document whose archive names a file outside of any folder that it might be unpacked into. */
const slip = Buffer.from('PK\u0003\u0004 [Content_Types].xml word/ ../../../../etc/cron.d/canary', 'latin1')
const document: MediaResult = { outcome: 'fetched', bytes: slip, mimeType: office, sha256: 'a'.repeat(64) }

const createKeeping = async (fetched: MediaResult = document) => {
  const world = await createWorld()
  const put: { readonly key: string; readonly bytes: Uint8Array }[] = []
  let fetches = 0
  const files = { ...world.deps.files, put: async (key: string, bytes: Uint8Array) => void put.push({ key, bytes }) }
  const fetchMedia = async () => {
    fetches += 1
    return fetched
  }
  const deps = { ...world.deps, files, messenger: { ...world.deps.messenger, fetchMedia } }
  const keep = async (fileName?: string): Promise<DocumentOf<'media'>> => {
    const result = await keepMedia(deps, '100', 'acc_1', { kind: 'document', mediaId: '7', fileName })
    return 'kept' in result ? result.kept : assert.fail(result.retry)
  }
  const keptBefore = (count: number, more: Partial<DocumentOf<'media'>> = {}) =>
    world.deps.store.commit(
      Array.from({ length: count }, (_, n) => {
        const doc = { accountId: 'acc_1', kind: 'image', mimeType: 'image/png', bytes: 1, sha256: '', at: n } as const
        const id = world.deps.makeId('media')
        return {
          op: 'put',
          collection: 'media',
          expected: 'absent',
          doc: { ...doc, id, fileKey: id, ...more },
        } as const
      }),
    )
  return { keep, keptBefore, put, fetches: () => fetches, [Symbol.asyncDispose]: () => world[Symbol.asyncDispose]() }
}

const opened = ({ id, secret = '' }: DocumentOf<'media'>, bytes: Uint8Array): Buffer => {
  const sealed = Buffer.from(bytes)
  const decipher = createDecipheriv('aes-256-gcm', Buffer.from(secret, 'base64'), sealed.subarray(0, 12))
  decipher.setAAD(Buffer.from(id)).setAuthTag(sealed.subarray(12, 28))
  return Buffer.concat([decipher.update(sealed.subarray(28)), decipher.final()])
}

for (const fileName of [
  '../../../etc/passwd',
  '/etc/passwd',
  'C:\\boot.ini',
  'a\u0000.pdf',
  `${'x'.repeat(300)}.pdf`,
  '',
])
  test(`a file called ${JSON.stringify(fileName.slice(0, 24))} is kept under a name that was made here`, async () => {
    await using keeping = await createKeeping()
    const kept = await keeping.keep(fileName)
    assert.match(kept.fileKey ?? '', /^media\/med_[0-9a-z]{26}$/)
    assert.ok((kept.fileName ?? '').length <= 200)
    assert.deepEqual(
      keeping.put.map(({ key }) => key),
      [kept.fileKey],
    )
  })

test('an archive is not unpacked: it is kept as it came, as one file, and sealed', async () => {
  await using keeping = await createKeeping()
  const kept = await keeping.keep('cv.docx')
  const [file] = keeping.put
  assert.ok(file)
  assert.equal(keeping.put.length, 1)
  assert.equal(Buffer.from(file.bytes).includes('canary'), false)
  assert.deepEqual(opened(kept, file.bytes), slip)
})

test('of one account a hundred files are kept, and no more is even loaded', async () => {
  await using keeping = await createKeeping()
  await keeping.keptBefore(99)
  assert.equal((await keeping.keep()).error, undefined)
  await keeping.keptBefore(1)
  assert.deepEqual([(await keeping.keep()).error, keeping.fetches()], ['too-many', 1])
})

test('of one account 200 MiB are kept; what was refused or forgotten counts for nothing', async () => {
  await using keeping = await createKeeping()
  await keeping.keptBefore(2, { bytes: 99 << 20 })
  await keeping.keptBefore(50, { bytes: 0, error: 'too-large', fileKey: undefined })
  assert.equal((await keeping.keep()).error, undefined)
  await keeping.keptBefore(1, { bytes: 2 << 20 })
  assert.deepEqual([(await keeping.keep()).error, keeping.fetches()], ['too-many', 1])
})
