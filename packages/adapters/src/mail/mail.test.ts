import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, test } from 'node:test'
import { type Arrived, mailContract } from './contract-suite.ts'
import { memoryMailer } from './memory.ts'
import { simulatorMailer } from './simulator.ts'
import { openSmtp } from './smtp.ts'
import { startTestSmtp } from './test-smtp.ts'

const from = 'Rolecall <jobs@example.org>'
const closing: (() => Promise<unknown>)[] = []
after(() => Promise.all(closing.map((close) => close())))

mailContract('memory', async () => {
  const mailer = memoryMailer()
  return { mailer, arrived: () => mailer.sent }
})

mailContract('smtp', async () => {
  const server = await startTestSmtp()
  closing.push(server.close)
  return { mailer: openSmtp({ url: server.url, from }), arrived: server.arrived }
})

mailContract('simulator', async () => {
  const arrived: Arrived[] = []
  const server = createServer(async (request, response) => {
    const body = JSON.parse(Buffer.concat(await request.toArray()).toString())
    const right = /^[^\s@,]+@[^\s@,]+$/.test(body.to)
    if (right) arrived.push(body)
    response.writeHead(right ? 201 : 400).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closing.push(async () => server.close())
  const { port } = server.address() as AddressInfo
  return { mailer: simulatorMailer(() => `http://127.0.0.1:${port}`), arrived: () => arrived }
})

test('smtp: the name and password of the URL are shown to the server', async () => {
  const server = await startTestSmtp()
  closing.push(server.close)
  const mail = { id: '1', to: 'amina@example.org', subject: 'Hi', text: 'Hi' }
  const wrong = openSmtp({ url: server.url.replace('p%40ss', 'other'), from })
  assert.deepEqual(await wrong.send(mail), { outcome: 'failed', error: 'smtp EAUTH 535' })
  assert.deepEqual(await openSmtp({ url: server.url, from }).send(mail), { outcome: 'sent' })
})

test('smtp: a mailbox that the server does not know is refused for good, one that is full is tried again', async () => {
  const server = await startTestSmtp()
  closing.push(server.close)
  const mailer = openSmtp({ url: server.url, from })
  const mail = { id: '1', subject: 'Hi', text: 'Hi' }
  assert.deepEqual(await mailer.send({ ...mail, to: 'unknown@example.org' }), {
    outcome: 'refused',
    error: 'smtp EENVELOPE 550',
  })
  assert.equal((await mailer.send({ ...mail, to: 'full@example.org' })).outcome, 'failed')
})

test('smtp and simulator: a server that is not there is tried again', async () => {
  const mail = { id: '1', to: 'amina@example.org', subject: 'Hi', text: 'Hi' }
  assert.equal((await openSmtp({ url: 'smtp://127.0.0.1:1', from }).send(mail)).outcome, 'failed')
  assert.equal((await simulatorMailer(() => 'http://127.0.0.1:1').send(mail)).outcome, 'failed')
})

test('smtp: a mail that can be ended says so to the mail program, in one click; any other says nothing of it', async () => {
  const server = await startTestSmtp()
  closing.push(server.close)
  const mailer = openSmtp({ url: server.url, from })
  const mail = { id: '1', to: 'amina@example.org', subject: 'Hi', text: 'Hi' }
  await mailer.send(mail)
  await mailer.send({ ...mail, id: '2', stopUrl: 'https://jobs.example.org/me/email/stop/per_1.x' })
  assert.deepEqual(
    server.arrived().map(({ stop }) => stop),
    [[], ['<https://jobs.example.org/me/email/stop/per_1.x>', 'List-Unsubscribe=One-Click']],
  )
})
