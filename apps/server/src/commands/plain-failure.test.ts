import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { openKeyFile } from '@rolecall/adapters/keys/key-file'
import { memoryKeys } from '@rolecall/adapters/keys/memory-keys'
import { openStore } from '@rolecall/store/open-store'
import { plainFailure } from './plain-failure.ts'

const folder = mkdtempSync(join(tmpdir(), 'rolecall-failures-'))
const file = join(folder, 'file')
writeFileSync(file, 'not a key file', { mode: 0o600 })
after(() => rmSync(folder, { recursive: true }))

const failureOf = async (work: () => Promise<unknown>): Promise<string | undefined> =>
  work().then(() => 'it worked', plainFailure)
const open = (url: string) => openStore({ url, keys: memoryKeys(), clock: { now: Date.now } })
const listen = (port: number) =>
  new Promise<import('node:net').Server>((resolve, reject) => {
    const server = createServer().once('error', reject)
    server.listen(port, '127.0.0.1', () => resolve(server))
  })

test('a database that cannot be opened is told by its variable', async () => {
  assert.match(String(await failureOf(() => open(`sqlite:${file}/below/x.db`))), /ENOTDIR.*DATABASE_URL/)
  assert.match(String(await failureOf(() => open(`sqlite:${file}`))), /not a database.*DATABASE_URL/)
  assert.match(String(await failureOf(() => open('postgres://x'))), /sqlite: or mongodb:\/\/.*DATABASE_URL/)
})

test('a key file that is none is told by its path', async () => {
  assert.match(String(await failureOf(() => openKeyFile(file))), new RegExp(`${file} is not JSON`))
})

test('a port that is taken is told with the variable that mends it', async () => {
  const server = await listen(0)
  const address = server.address()
  const port = typeof address === 'object' ? Number(address?.port) : 0
  assert.match(String(await failureOf(() => listen(port))), new RegExp(`127.0.0.1:${port} already.*PORT`))
  server.close()
})

test('a fault of the program keeps its stack', () => {
  assert.equal(plainFailure(new TypeError('x is not a function')), undefined)
})
