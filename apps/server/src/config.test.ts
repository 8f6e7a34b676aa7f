import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ConfigError, readConfig } from './config.ts'

const whatsapp = {
  WHATSAPP_WABA_ID: '1',
  WHATSAPP_PHONE_NUMBER_ID: '2',
  WHATSAPP_PHONE_NUMBER: '254700000000',
  WHATSAPP_PORTFOLIO_ID: '3',
  WHATSAPP_ACCESS_TOKEN: 'token',
  WHATSAPP_APP_SECRET: 'secret',
  WHATSAPP_VERIFY_TOKEN: 'verify',
}
const complaint = (env: Record<string, string>): string => {
  try {
    readConfig(env)
  } catch (error) {
    if (error instanceof ConfigError) return error.message
  }
  return ''
}

test('an empty environment gives SQLite, the simulator and demo data', () => {
  const config = readConfig({})
  assert.equal(config.databaseUrl, 'sqlite:data/rolecall.db')
  assert.equal(config.whatsapp.simulated, true)
  assert.equal(config.demo, true)
  assert.equal(config.port, 3000)
})

test('production without its secrets does not start and names each of them', () => {
  const lines = complaint({ NODE_ENV: 'production' }).split('\n')
  assert.equal(lines.length, 7)
  assert.ok(lines.some((line) => line.startsWith('WHATSAPP_APP_SECRET: is missing')))
})

test('a wrong variable is named with its mend', () => {
  assert.match(complaint({ DATABASE_URL: 'postgres://x' }), /^DATABASE_URL: give sqlite:<path> or mongodb:/)
  assert.match(complaint({ PORT: 'abc' }), /^PORT: /)
  assert.match(complaint({ ROLE: 'boss' }), /^ROLE: give all, web or worker/)
})

test('half a WhatsApp configuration is refused outside production too', () => {
  assert.match(complaint({ WHATSAPP_WABA_ID: '1' }), /WHATSAPP_ACCESS_TOKEN: is missing/)
})

test('SIMULATOR_URL names the one look-alike of several servers, and means nothing with real WhatsApp', () => {
  const { whatsapp: shared } = readConfig({ SIMULATOR_URL: 'http://phones:3000/' })
  assert.equal(shared.simulatorUrl, 'http://phones:3000')
  assert.equal(shared.graphUrl, 'http://phones:3000/simulator/graph/v26.0')
  const real = readConfig({ NODE_ENV: 'production', SIMULATOR_URL: 'http://phones:3000', ...whatsapp }).whatsapp
  assert.equal(real.simulatorUrl, undefined)
  assert.equal(real.graphUrl, 'https://graph.facebook.com/v26.0')
})

test('without a mail server mails show in the simulator, and with real WhatsApp none leaves', () => {
  assert.deepEqual(readConfig({}).mail, { kind: 'simulator' })
  assert.deepEqual(readConfig({ NODE_ENV: 'production', ...whatsapp }).mail, { kind: 'none' })
})

test('a mail server comes with a sender, and each is checked', () => {
  const mail = { SMTP_URL: 'smtps://user:p%40ss@mail.example.org', MAIL_FROM: 'Rolecall <jobs@example.org>' }
  assert.deepEqual(readConfig(mail).mail, { kind: 'smtp', url: mail.SMTP_URL, from: mail.MAIL_FROM })
  assert.match(complaint({ SMTP_URL: mail.SMTP_URL }), /^MAIL_FROM: is missing; give who/)
  assert.match(complaint({ ...mail, SMTP_URL: 'mail.example.org' }), /^SMTP_URL: give smtp:/)
  assert.match(complaint({ ...mail, MAIL_FROM: 'a@b\r\nBcc: c@d' }), /^MAIL_FROM: give who/)
})

test('a whole WhatsApp configuration talks to Meta, without demo data in production', () => {
  const config = readConfig({ NODE_ENV: 'production', ...whatsapp })
  assert.equal(config.whatsapp.graphUrl, 'https://graph.facebook.com/v26.0')
  assert.equal(config.whatsapp.simulated, false)
  assert.equal(config.demo, false)
})

for (const [text, trusted] of [
  ['', []],
  ['1', 1],
  ['10.0.0.0/8, 192.0.2.1', ['10.0.0.0/8', '192.0.2.1']],
  ['2001:db8::/32', ['2001:db8::/32']],
] as const)
  test(`TRUSTED_PROXIES=${text} trusts ${JSON.stringify(trusted)}`, () => {
    assert.deepEqual(readConfig({ TRUSTED_PROXIES: text }).trustedProxies, trusted)
  })

for (const text of ['true', '0.0.0.0/0', '::/0', '10.0.0.0/33', 'proxy.example', '10', '1,0.0.0.0/0'])
  test(`TRUSTED_PROXIES=${text} is refused, since it would trust everyone or nobody knows whom`, () => {
    assert.match(complaint({ TRUSTED_PROXIES: text }), /^TRUSTED_PROXIES: give addresses/)
  })

test('files stand in the data folder, in another one or in a bucket', () => {
  assert.deepEqual(readConfig({ DATA_DIR: '/srv' }).files, { kind: 'folder', path: '/srv/files' })
  assert.deepEqual(readConfig({ FILES_URL: 'folder:/mnt/files' }).files, { kind: 'folder', path: '/mnt/files' })
  assert.deepEqual(readConfig({ FILES_URL: 's3://my-bucket/a/b/' }).files, {
    kind: 's3',
    place: { bucket: 'my-bucket', key: 'a/b' },
  })
  for (const wrong of ['s3://', 's3://B', 's3://bucket/../x', 's3://bucket//x', 'folder:', 'https://x', '/mnt'])
    assert.match(complaint({ FILES_URL: wrong }), /^FILES_URL: give folder:<path> or s3:/, wrong)
})

test('assets come from an https address that fits into a policy', () => {
  assert.equal(readConfig({ ASSETS_URL: 'https://cdn.example.org/a/' }).assetsUrl, 'https://cdn.example.org/a')
  const wrong = [
    'http://cdn.example.org',
    'https://x;script-src *',
    "https://x 'unsafe-inline'",
    'https://x/a?b',
    'cdn',
  ]
  for (const address of wrong) assert.match(complaint({ ASSETS_URL: address }), /^ASSETS_URL: give/, address)
})
