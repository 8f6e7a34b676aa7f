import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { startTestSmtp } from '@rolecall/adapters/mail/test-smtp'
import { freePort } from '@rolecall/test-servers/free-port'
import { startServerProcess, whatsappEnv } from './testing/server-process.ts'

const wish = {
  email: 'canary@example.org',
  name: 'Canarina Otieno',
  password: 'green kettles hum softly',
  organisationName: 'Canary Bakery',
  country: 'KE',
  language: 'en',
}

test('a sign-up reaches its reader by SMTP, and neither the files nor the log show who it was or the token', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'rolecall-mail-'))
  const smtp = await startTestSmtp()
  const env = { ...whatsappEnv, SMTP_URL: smtp.url, MAIL_FROM: 'Rolecall <jobs@example.org>', LOG_LEVEL: 'debug' }
  const server = await startServerProcess({ folder, port: await freePort(), env })
  const send = (path: string, body: object) =>
    fetch(`${server.url}/api/v1${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: server.url },
      body: JSON.stringify(body),
    })
  assert.equal((await send('/sign-ups', wish)).status, 204)
  const mail = await smtp.next()
  assert.equal(mail.to, wish.email)
  const token = /confirm#([\w-]{43})\n/.exec(mail.text)?.[1] ?? ''
  assert.equal((await send('/sign-ups/confirmed', { token, password: wish.password })).status, 200)
  await server.stop('SIGTERM')
  await smtp.close()
  const kept = filesBelow(folder).map((path) => readFileSync(path))
  for (const secret of [token, wish.email, 'Canarina', wish.password]) {
    assert.equal(server.output().includes(secret), false, `the log shows ${secret}`)
    for (const bytes of kept) assert.equal(bytes.includes(secret), false, `a file shows ${secret}`)
  }
  rmSync(folder, { recursive: true, force: true })
})

const filesBelow = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
