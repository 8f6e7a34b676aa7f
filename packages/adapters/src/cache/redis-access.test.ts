import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { promisify } from 'node:util'
import { findRedisServer, startRedis, type TestRedis } from '@rolecall/test-servers/redis'
import { makeAuthority } from '../test-certificates.ts'
import { openRedisCache } from './redis.ts'

const skip = findRedisServer() ? false : 'no redis-server: set REDIS_SERVER or put it on the PATH'
const folder = mkdtempSync(join(tmpdir(), 'rolecall-redis-'))
const servers: TestRedis[] = []
after(async () => {
  await Promise.all(servers.map((server) => server.kill()))
  rmSync(folder, { recursive: true })
})

/** The least that a user of the cache may have to do: docs/scaling.md gives this line to operators. */
const user = (secret: string) =>
  `rolecall on >${secret} ~rolecall:* resetchannels -@all +hello +ping +get +set +del +multi +exec +incrby +pexpire +pttl`.split(
    ' ',
  )

const started = async (options: Parameters<typeof startRedis>[0]): Promise<TestRedis> => {
  const server = await startRedis(options)
  servers.push(server)
  return server
}

const signedInAs = (url: string, login: string) => url.replace('://', `://${login}@`)

/** Reads back what it writes and counts, in a process that trusts the authority, as an operator makes it. */
const useTrusting = async (caFile: string, url: string): Promise<unknown> => {
  const code = `import { openRedisCache } from ${JSON.stringify(import.meta.resolve('./redis.ts'))}
    await using cache = await openRedisCache({ url: ${JSON.stringify(url)} })
    await cache.set('key', Buffer.from('value'), 60000)
    console.log(JSON.stringify([String(await cache.get('key')), (await cache.increment('count', 2, 60000))?.value]))`
  const env = { ...process.env, NODE_EXTRA_CA_CERTS: caFile }
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', code], { env })
  return JSON.parse(stdout)
}

test('redis access: by TLS as a user of an ACL that may do no more than a cache needs', { skip }, async () => {
  const { cert, server } = makeAuthority('127.0.0.1')
  const [caFile, certFile, keyFile] = [join(folder, 'ca.pem'), join(folder, 'cert.pem'), join(folder, 'key.pem')]
  writeFileSync(caFile, cert)
  writeFileSync(certFile, server.cert)
  writeFileSync(keyFile, server.key)
  const redis = await started({ tls: { certFile, keyFile }, user: user('s3cret') })
  const url = signedInAs(redis.url, 'rolecall:s3cret')
  assert.match(url, /^rediss:/)
  assert.deepEqual(await useTrusting(caFile, url), ['value', 2])
  const errors: string[] = []
  await using untrusting = await openRedisCache({ url, onError: ({ message }) => errors.push(message) })
  assert.equal(await untrusting.get('key'), undefined)
  assert.match(errors.join(' '), /certificate/)
})

test('redis access: a wrong password and another namespace read as absent, and the error holds no password', {
  skip,
}, async () => {
  const redis = await started({ user: user('s3cret') })
  const right = signedInAs(redis.url, 'rolecall:s3cret')
  await using own = await openRedisCache({ url: right })
  await own.set('key', Buffer.from('value'), 60_000)
  assert.equal(String(await own.get('key')), 'value')
  await using foreign = await openRedisCache({ url: right, namespace: 'other' })
  await foreign.set('key', Buffer.from('value'), 60_000)
  assert.equal(await foreign.get('key'), undefined)
  const errors: string[] = []
  const wrong = { url: signedInAs(redis.url, 'rolecall:gu3ss'), onError: ({ message }: Error) => errors.push(message) }
  await using refused = await openRedisCache(wrong)
  assert.deepEqual([await refused.get('key'), await refused.increment('count', 1, 60_000)], [undefined, undefined])
  assert.match(errors.join(' '), /WRONGPASS/)
  assert.doesNotMatch(errors.join(' '), /gu3ss/)
})
