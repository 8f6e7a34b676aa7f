import assert from 'node:assert/strict'
import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { memoryKeys } from '@rolecall/adapters/keys/memory-keys'
import { readSealed, SnapshotRefused, writeSealed } from './snapshot-file.ts'

const withFile = async (run: (path: string) => Promise<void>) => {
  const folder = await mkdtemp(join(tmpdir(), 'snapshot-'))
  try {
    await run(join(folder, 'cache/index.snapshot'))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

const head = { token: 'canary-in-the-head', numbers: [1, 2, 3] }
const parts = [Buffer.from('canary-in-a-part '), new Uint8Array(5_000_000).fill(7), new Uint8Array(0)]

test('what was sealed is read back whole, at a multiple of eight bytes, and the file alone tells nothing of it', () =>
  withFile(async (path) => {
    const keys = memoryKeys()
    await writeSealed(path, keys, { head, parts })
    const read = await readSealed(path, keys)
    assert.deepEqual(read.head, head)
    assert.equal(Buffer.compare(read.bytes, Buffer.concat(parts)), 0)
    assert.equal(read.bytes.byteOffset % 8, 0)
    const file = await readFile(path)
    for (const canary of ['canary', 'token', '\x07\x07\x07\x07\x07\x07\x07\x07'])
      assert.ok(!file.includes(canary), JSON.stringify(canary))
    assert.deepEqual(await readdir(join(path, '..')), ['index.snapshot'])
  }))

test('a flipped byte anywhere, a file that is cut short, another installation and a file of something else are refused', () =>
  withFile(async (path) => {
    const keys = memoryKeys()
    await writeSealed(path, keys, { head, parts: parts.slice(0, 1) })
    const whole = await readFile(path)
    for (let at = 0; at < whole.length; at += 5) {
      await writeFile(
        path,
        whole.map((byte, index) => (index === at ? byte ^ 1 : byte)),
      )
      await assert.rejects(readSealed(path, keys), SnapshotRefused, `byte ${at}`)
    }
    for (const length of [0, 10, 30, whole.length - 40, whole.length - 1]) {
      await writeFile(path, whole.subarray(0, length))
      await assert.rejects(readSealed(path, keys), SnapshotRefused, `length ${length}`)
    }
    await writeFile(path, whole)
    await assert.rejects(readSealed(path, memoryKeys('another')), SnapshotRefused)
    await readSealed(path, keys)
  }))

test('what a writer that was killed left behind goes with the next file, but nothing that another may be writing', () =>
  withFile(async (path) => {
    const keys = memoryKeys()
    await writeSealed(path, keys, { head, parts: [] })
    await writeFile(`${path}.old`, 'half')
    await writeFile(`${path}.new`, 'half')
    await utimes(`${path}.old`, 0, 0)
    await writeSealed(path, keys, { head, parts: [] })
    assert.deepEqual((await readdir(join(path, '..'))).sort(), ['index.snapshot', 'index.snapshot.new'])
  }))
