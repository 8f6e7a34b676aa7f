import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { test } from 'node:test'
import { openKeyFile } from '@rolecall/adapters/keys/key-file'
import type { DocumentOf } from '@rolecall/core/model/collections'
import type { Keys } from '@rolecall/core/ports/keys'
import type { Store } from '@rolecall/core/ports/store'
import { openStore } from '@rolecall/store/open-store'
import { freePort } from '@rolecall/test-servers/free-port'
import { taskIdOf } from './flows/parts/inbound-tasks.ts'
import { startGraphCounter, tell, webhookOf } from './testing/graph-counter.ts'
import { startServerProcess, whatsappEnv } from './testing/server-process.ts'

/** `npm run faults -- --only T1` kills a hundred times, in front of MongoDB too. */
const kills = 10
const people = 24
const settledStates = new Set(['accepted', 'sent', 'delivered', 'read'])

test('a process killed again and again under a storm stores each acknowledged message once and answers it once', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'rolecall-storm-'))
  const port = await freePort()
  await using graph = await startGraphCounter(`http://127.0.0.1:${port}`)
  const start = () => startServerProcess({ folder, port, env: { ...whatsappEnv, WHATSAPP_GRAPH_URL: graph.url } })
  let server = await start()
  const acknowledged = new Map<number, string[]>()
  let storming = true
  const storm = Promise.all(
    Array.from({ length: people }, async (_, person) => {
      for (let index = 0; storming; index += 1) {
        const wamid = `wamid.storm-${person}-${index}`
        let waits = true
        await tell(server.url, messageBody(person, wamid), () => (waits &&= storming))
        if (storming) acknowledged.set(person, [...(acknowledged.get(person) ?? []), wamid])
        await new Promise((resolve) => setTimeout(resolve, 150))
      }
    }),
  )
  for (let kill = 0; kill < kills; kill += 1) {
    await new Promise((resolve) => setTimeout(resolve, 30 + Math.random() * 400))
    await server.stop('SIGKILL')
    server = await start()
  }
  storming = false
  await storm
  await settled(folder, graph.owed)
  await server.stop('SIGTERM')

  const keys = await openKeyFile(join(folder, 'keys/rolecall.keys'))
  const inboxSecret = keys.blindKey('tasks.id').toString('base64url')
  await using store = await openFolder(folder, keys)
  const rows = await everyOutboxRow(store)
  const unsettled = rows.filter(({ state }) => !settledStates.has(state))
  t.diagnostic(
    `${[...acknowledged.values()].flat().length} messages, ${unsettled.length} sends unknown after ${kills} kills`,
  )
  for (const wamid of [...acknowledged.values()].flat())
    assert.equal((await store.get('tasks', taskIdOf(`message:${wamid}`, inboxSecret)))?.doc.state, 'done', wamid)
  for (const [id, times] of graph.visible) assert.equal(times, 1, `${id} was sent ${times} times`)
  for (const row of unsettled) {
    assert.equal(row.state, 'unknown')
    assert.equal(graph.visible.get(row.id), undefined, 'a send that arrived is settled by its status')
  }
  assert.ok(unsettled.length < rows.length / 10, `${unsettled.length} of ${rows.length} sends are unknown`)
  const database = new DatabaseSync(join(folder, 'rolecall.db'))
  assert.equal(database.prepare('pragma integrity_check').get()?.integrity_check, 'ok')
  assert.equal(rows.length, Number(doneMessages(database)), 'each message is answered once')
  database.close()
  rmSync(folder, { recursive: true, force: true })
})

const openFolder = (folder: string, keys: Keys): Promise<Store> =>
  openStore({ url: `sqlite:${join(folder, 'rolecall.db')}`, keys, clock: { now: Date.now } })

const messageBody = (person: number, wamid: string): string => {
  const from = String(254_700_000_000 + person)
  const user = `KE.${10_000 + person}`
  return JSON.stringify(
    webhookOf({
      contacts: [{ profile: { name: `Person ${person}` }, wa_id: from, user_id: user }],
      messages: [
        {
          from,
          from_user_id: user,
          id: wamid,
          timestamp: String(Math.floor(Date.now() / 1000)),
          type: 'text',
          text: { body: 'Hi' },
        },
      ],
    }),
  )
}

/** Waits until no task is ready any more and the Graph has told all that it owes. */
const settled = async (folder: string, owed: () => number): Promise<void> => {
  const database = new DatabaseSync(join(folder, 'rolecall.db'), { readOnly: true })
  const ready = database.prepare(`select count(*) as count from tasks where state = 'ready'`)
  for (let quiet = 0; quiet < 5; ) {
    await new Promise((resolve) => setTimeout(resolve, 200))
    quiet = Number(ready.get()?.count) === 0 && owed() === 0 ? quiet + 1 : 0
  }
  database.close()
}

const doneMessages = (database: DatabaseSync): unknown =>
  database.prepare(`select count(*) as count from tasks where id like 'message:%' and state = 'done'`).get()?.count

const everyOutboxRow = async (store: Store): Promise<readonly DocumentOf<'outbox'>[]> => {
  const rows: DocumentOf<'outbox'>[] = []
  for (const state of [
    'queued',
    'sending',
    'accepted',
    'sent',
    'delivered',
    'read',
    'failed',
    'unknown',
    'dropped',
  ] as const)
    for (let after: string | undefined, more = true; more; ) {
      const page = await store.find('outbox', {
        index: 'state',
        where: [state],
        limit: 1000,
        ...(after === undefined ? {} : { after }),
      })
      rows.push(...page.items.map(({ doc }) => doc))
      after = page.cursor
      more = after !== undefined
    }
  return rows
}
