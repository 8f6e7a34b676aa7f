import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { freePort } from '@rolecall/test-servers/free-port'
import { startGraphCounter, tell, webhookOf } from './testing/graph-counter.ts'
import { startServerProcess, whatsappEnv } from './testing/server-process.ts'

const phone = '254711222333'
/** Message ids of WhatsApp hold the number in base 64. */
const idWithNumber = Buffer.from(phone).toString('base64')
const secrets = [phone, idWithNumber, 'KE.canaryuser', 'Canarina', 'canary secret words', 'Canaryville']

test('neither the database file nor the log shows a name, a number, a place or a word of a chat', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'rolecall-canary-'))
  const port = await freePort()
  await using graph = await startGraphCounter(`http://127.0.0.1:${port}`)
  const env = { ...whatsappEnv, WHATSAPP_GRAPH_URL: graph.url, LOG_LEVEL: 'debug' }
  const server = await startServerProcess({ folder, port, env })
  const texts = ['Hi', 'English', 'Yes', 'Canarina', 'canary secret words', 'cook', 'Canaryville']
  for (const [index, text] of texts.entries()) {
    await tell(server.url, bodyOf(index, text), () => true)
    while (graph.visible.size <= index || graph.owed() > 0) await new Promise((resolve) => setTimeout(resolve, 10))
  }
  await server.stop('SIGTERM')
  const kept = filesBelow(folder).map((path) => readFileSync(path))
  for (const secret of secrets) {
    assert.equal(server.output().includes(secret), false, `the log shows ${secret}`)
    for (const bytes of kept) assert.equal(bytes.includes(secret), false, `a file shows ${secret}`)
  }
  rmSync(folder, { recursive: true, force: true })
})

const filesBelow = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))

const bodyOf = (index: number, text: string): string =>
  JSON.stringify(
    webhookOf({
      contacts: [{ profile: { name: 'Canarina' }, wa_id: phone, user_id: 'KE.canaryuser' }],
      messages: [
        {
          from: phone,
          from_user_id: 'KE.canaryuser',
          id: `wamid.${idWithNumber}${index}`,
          timestamp: String(Math.floor(Date.now() / 1000)),
          type: 'text',
          text: { body: text },
        },
      ],
    }),
  )
