import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { promisify } from 'node:util'
import { makeAuthority } from '../test-certificates.ts'
import { openSmtp } from './smtp.ts'
import { startTestSmtp } from './test-smtp.ts'

const from = 'Rolecall <jobs@example.org>'
const mail = { id: '1', to: 'amina@example.org', subject: 'Hi', text: 'Hi' }
/** Reaches this machine, and is no address of the loopback: a server elsewhere. */
const elsewhere = '0.0.0.0'
const folder = mkdtempSync(join(tmpdir(), 'rolecall-tls-'))
const closing: (() => Promise<unknown>)[] = []
after(() => Promise.all(closing.map((close) => close())))
after(() => rmSync(folder, { recursive: true }))

const start = async (options: Parameters<typeof startTestSmtp>[0]) => {
  const server = await startTestSmtp(options)
  closing.push(server.close)
  return server
}

/** What is answered to a mail in a process that trusts the authority too, as an operator makes it. */
const sendTrusting = async (cert: string, url: string): Promise<unknown> => {
  const file = join(folder, 'authority.pem')
  writeFileSync(file, cert)
  const code = `import { openSmtp } from ${JSON.stringify(import.meta.resolve('./smtp.ts'))}
    console.log(JSON.stringify(await openSmtp(${JSON.stringify({ url, from })}).send(${JSON.stringify(mail)})))`
  const env = { ...process.env, NODE_EXTRA_CA_CERTS: file }
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', code], { env })
  return JSON.parse(stdout)
}

for (const host of [elsewhere, '127.0.0.1'])
  test(`smtp: a server at ${host} that offers STARTTLS is shown the password and given the mail by TLS`, async () => {
    const authority = makeAuthority(host)
    const server = await start({ tls: authority.server, host })
    assert.deepEqual(await sendTrusting(authority.cert, server.url), { outcome: 'sent' })
    assert.deepEqual(
      server.arrived().map(({ to, secure }) => [to, secure]),
      [[mail.to, true]],
    )
  })

test('smtp: a server elsewhere that offers no STARTTLS gets no password and no mail, and the error says what to do', async () => {
  const server = await start({ host: elsewhere })
  const answer = await openSmtp({ url: server.url, from }).send(mail)
  assert.equal(answer.outcome, 'failed')
  assert.match(JSON.stringify(answer), /smtp ETLS 5\d\d: the mail server takes no STARTTLS[^"]*smtps:\/\/ in SMTP_URL/)
  assert.deepEqual([server.shown(), server.arrived()], [0, []])
})

test('smtp: a certificate of an unknown authority is refused, and the error says how to make it known', async () => {
  for (const host of [elsewhere, '127.0.0.1']) {
    const [authority, another] = [makeAuthority(host), makeAuthority(host)]
    const server = await start({ tls: authority.server, host })
    const answer = await openSmtp({ url: server.url, from }).send(mail)
    assert.equal(answer.outcome, 'failed')
    assert.match(JSON.stringify(answer), /smtp [A-Z_]+: the certificate [^"]* is not trusted; [^"]*NODE_EXTRA_CA_CERTS/)
    assert.deepEqual(await sendTrusting(another.cert, server.url), answer)
    assert.deepEqual([server.shown(), server.arrived()], [0, []])
  }
})

test('smtp: a certificate that names another host is refused though its authority is known', async () => {
  const authority = makeAuthority('127.0.0.1')
  const server = await start({ tls: authority.server, host: elsewhere })
  const answer = await sendTrusting(authority.cert, server.url)
  assert.match(JSON.stringify(answer), /"failed"[^}]*smtp ERR_TLS_CERT_ALTNAME_INVALID: [^}]*name the host of SMTP_URL/)
  assert.deepEqual([server.shown(), server.arrived()], [0, []])
})
