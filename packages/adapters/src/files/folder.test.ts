import assert from 'node:assert/strict'
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { filesContract } from './contract-suite.ts'
import { openFolder } from './folder.ts'

const root = await mkdtemp(join(tmpdir(), 'files-'))
after(() => rm(root, { recursive: true }))

filesContract('folder', async () => openFolder(join(root, 'contract')))

test('a folder leaves no drafts and lets nobody else read', async () => {
  const path = join(root, 'private')
  await openFolder(path).put('media/med_1', Buffer.from('bytes'))
  assert.deepEqual(await readdir(join(path, 'media')), ['med_1'])
  assert.equal((await stat(join(path, 'media', 'med_1'))).mode & 0o777, 0o600)
  assert.equal((await stat(path)).mode & 0o777, 0o700)
})

test('a put that fails leaves nothing behind', async () => {
  const path = join(root, 'failing')
  const files = openFolder(path)
  await files.put('media/taken/inside', Buffer.from('bytes'))
  await assert.rejects(files.put('media/taken', Buffer.from('bytes')))
  assert.deepEqual(await readdir(join(path, 'media')), ['taken'])
})
