import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { StaticFile } from '@rolecall/adapters/aws/static-bucket'
import { pushAssets } from './push-assets.ts'

const built = { release: 'r1', integrity: { '/assets/a-1.js': 'sha384-a', '/assets/b-1.css': 'sha384-b' } }
const contents: Readonly<Record<string, string>> = { '/assets/a-1.js': 'aaa', '/assets/b-1.css': 'bb' }
const read = async (path: string) => Buffer.from(contents[path] ?? '')
const quiet = () => undefined

const bucketOf = (files = new Map<string, StaticFile>(), broken = '') => ({
  files,
  sizes: async () => new Map([...files].map(([path, { bytes }]) => [path, bytes.length])),
  put: async (path: string, file: StaticFile) => {
    if (path === broken) throw new Error('cut off')
    files.set(path, file)
  },
})

test('each file is put with its type and kept for ever, and the index of the release comes last', async () => {
  const bucket = bucketOf()
  const shares: number[] = []
  assert.deepEqual(await pushAssets(built, bucket, read, (share) => shares.push(share)), {
    pushed: 2,
    skipped: 0,
    bytes: 5,
  })
  assert.equal([...bucket.files.keys()].at(-1), '/releases/r1.json')
  assert.equal(bucket.files.get('/assets/a-1.js')?.contentType, 'text/javascript; charset=utf-8')
  for (const { cacheControl } of bucket.files.values())
    assert.equal(cacheControl, 'public, max-age=31536000, immutable')
  assert.deepEqual(JSON.parse(Buffer.from(bucket.files.get('/releases/r1.json')?.bytes ?? []).toString()), {
    release: 'r1',
    files: [
      { path: '/assets/a-1.js', bytes: 3, integrity: 'sha384-a' },
      { path: '/assets/b-1.css', bytes: 2, integrity: 'sha384-b' },
    ],
  })
  assert.equal(shares.at(-1), 1)
})

test('a push that was cut off has no index, and the next one goes on where it was', async () => {
  const cut = bucketOf(new Map(), '/assets/b-1.css')
  await assert.rejects(pushAssets(built, cut, read, quiet), /cut off/)
  assert.deepEqual([...cut.files.keys()], ['/assets/a-1.js'])
  assert.deepEqual(await pushAssets(built, bucketOf(cut.files), read, quiet), { pushed: 1, skipped: 1, bytes: 2 })
})

test('a file of another size is put anew, and what another release left stays', async () => {
  const file = { bytes: Buffer.from('a'), contentType: '', cacheControl: '' }
  const bucket = bucketOf(
    new Map([
      ['/assets/a-1.js', file],
      ['/assets/old-0.js', file],
    ]),
  )
  assert.equal((await pushAssets(built, bucket, read, quiet)).pushed, 2)
  assert.ok(bucket.files.has('/assets/old-0.js'))
})

test('a kind of file that browsers would not be told the type of is refused', async () => {
  const odd = { release: 'r2', integrity: { '/assets/c-1.xyz': 'sha384-c' } }
  await assert.rejects(pushAssets(odd, bucketOf(), read, quiet), /no content type is known for \/assets\/c-1\.xyz/)
})
