import { join } from 'node:path'
import { openKeyFile } from '@rolecall/adapters/keys/key-file'
import { whatsappEnv } from '@rolecall/server/testing/server-process'
import { openStore } from '@rolecall/store/open-store'
import { freePort } from '@rolecall/test-servers/free-port'
import { makeFolder } from '../cluster/disposable-folder.ts'
import { startMailServer } from '../cluster/mail.ts'
import { makeServerMember, type Settings } from '../cluster/server-member.ts'
import { startWhatsApp } from '../cluster/whatsapp.ts'
import type { Stage } from './stage.ts'

/** One process on one machine. `databaseFolder`: where the database stands, in a folder of its own by default. */
export const startSqliteStage = async (
  first: Partial<Settings> = {},
  databaseFolder?: string,
): Promise<Stage & AsyncDisposable> => {
  await using opening = new AsyncDisposableStack()
  const folder = opening.use(makeFolder('sqlite')).path
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const whatsapp = opening.use(await startWhatsApp(`${url}/webhooks/whatsapp`))
  const mail = opening.use(await startMailServer())
  const databaseUrl = `sqlite:${join(databaseFolder ?? folder, 'rolecall.db')}`
  const keyFile = join(folder, 'keys/rolecall.keys')
  const shared = {
    ...whatsappEnv,
    NODE_ENV: 'production',
    DATA_DIR: folder,
    DATABASE_URL: databaseUrl,
    KEY_FILE: keyFile,
    PUBLIC_URL: url,
    WHATSAPP_GRAPH_URL: whatsapp.graphUrl,
    SMTP_URL: mail.url,
    MAIL_FROM: 'Rolecall <jobs@example.org>',
    WHATSAPP_MESSAGES_PER_SECOND: '1000',
    RATE_LIMIT_FACTOR: '1000',
    LOG_LEVEL: 'warn',
  }
  let settings: Settings = { env: {}, edits: [], wired: false, ...first }
  const server = opening.use(
    makeServerMember({
      name: 'rolecall',
      role: 'all',
      port,
      databasePorts: [],
      settings: () => ({ ...settings, env: { ...shared, ...settings.env } }),
    }),
  )
  await server.start()
  const keys = await openKeyFile(keyFile)
  const store = opening.use(await openStore({ url: databaseUrl, keys, clock: { now: Date.now } }))
  const open = opening.move()
  return {
    kind: 'sqlite',
    url,
    webs: [server],
    workers: [server],
    whatsapp,
    mail,
    databaseUrl,
    store,
    inboxSecret: keys.blindKey('tasks.id').toString('base64url'),
    cluster: undefined,
    heal: async (next = {}) => {
      const wanted = { env: {}, edits: [], wired: false, ...next }
      const changed = JSON.stringify(wanted) !== JSON.stringify(settings)
      settings = wanted
      whatsapp.bend(undefined)
      whatsapp.delayStatuses(0)
      mail.hold(undefined)
      server.child().thaw()
      if (changed) await server.child().end('SIGKILL')
      await server.start()
    },
    [Symbol.asyncDispose]: () => open.disposeAsync(),
  }
}
