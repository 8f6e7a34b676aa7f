import { join } from 'node:path'
import { whatsappEnv } from '@rolecall/server/testing/server-process'
import { type Balancer, startBalancer } from './balancer.ts'
import { makeFolder } from './disposable-folder.ts'
import { type MailServer, startMailServer } from './mail.ts'
import { type Redis, startRedis } from './redis.ts'
import { type ReplicaSet, startReplicaSet } from './replica-set.ts'
import { freePorts, makeServerMember, type Role, type ServerMember, type Settings } from './server-member.ts'
import { startWhatsApp, type WhatsApp } from './whatsapp.ts'

/** What production is, on loopback, in a folder that is removed with it. */
export type Cluster = AsyncDisposable & {
  readonly balancer: Balancer
  readonly mongo: ReplicaSet
  readonly redis: Redis
  readonly whatsapp: WhatsApp
  readonly mail: MailServer
  readonly webs: readonly ServerMember[]
  readonly workers: readonly ServerMember[]
  readonly databaseUrl: string
  readonly keyFile: string
  /** Makes everything whole, and restarts the servers where what they run in is other than before. */
  heal(settings?: Partial<Settings>): Promise<void>
}

const plain: Settings = { env: {}, edits: [], wired: false }

/** How many of what there are. */
export type Shape = {
  /** Of its processes, the web ones first. */
  readonly roles: readonly Role[]
  readonly databaseMembers: 1 | 3
}

const asInProduction: Shape = { roles: ['web', 'web', 'worker', 'worker'], databaseMembers: 3 }

export const startCluster = async (
  first: Partial<Settings> = {},
  { roles, databaseMembers } = asInProduction,
): Promise<Cluster> => {
  await using opening = new AsyncDisposableStack()
  const folder = opening.use(makeFolder('cluster')).path
  const [mongo, redis, ports] = await Promise.all([
    startReplicaSet(folder, databaseMembers),
    startRedis(),
    freePorts(roles.length),
  ])
  opening.use(mongo)
  opening.use(redis)
  const webs = roles.filter((role) => role === 'web').length
  const balancer = opening.use(await startBalancer(folder, ports.slice(0, webs)))
  const whatsapp = opening.use(await startWhatsApp(`${balancer.url}/webhooks/whatsapp`))
  const mail = opening.use(await startMailServer())
  const databaseUrl = mongo.url('rolecall')
  const keyFile = join(folder, 'keys/rolecall.keys')
  const shared = {
    ...whatsappEnv,
    NODE_ENV: 'production',
    DATA_DIR: join(folder, 'data'),
    DATABASE_URL: databaseUrl,
    REDIS_URL: redis.url,
    KEY_FILE: keyFile,
    PUBLIC_URL: balancer.url,
    TRUSTED_PROXIES: '127.0.0.1',
    WHATSAPP_GRAPH_URL: whatsapp.graphUrl,
    SMTP_URL: mail.url,
    MAIL_FROM: 'Rolecall <jobs@example.org>',
    WHATSAPP_MESSAGES_PER_SECOND: '1000',
    RATE_LIMIT_FACTOR: '1000',
    DRAIN_SECONDS: '1',
    LOG_LEVEL: 'warn',
  }
  let settings: Settings = { ...plain, ...first }
  const databasePorts = mongo.members.map(({ port }) => port)
  const servers = roles.map((role, at) =>
    opening.use(
      makeServerMember({
        name: `${role}-${1 + (at < webs ? at : at - webs)}`,
        role,
        port: ports[at] ?? 0,
        databasePorts,
        settings: () => ({ ...settings, env: { ...shared, ...settings.env } }),
      }),
    ),
  )
  await Promise.all(servers.map((server) => server.start()))
  await balancer.untilWhole()
  const open = opening.move()
  return {
    balancer,
    mongo,
    redis,
    whatsapp,
    mail,
    webs: servers.slice(0, webs),
    workers: servers.slice(webs),
    databaseUrl,
    keyFile,
    heal: async (next = {}) => {
      const wanted = { ...plain, ...next }
      const changed = JSON.stringify(wanted) !== JSON.stringify(settings)
      settings = wanted
      whatsapp.bend(undefined)
      whatsapp.delayStatuses(0)
      mail.hold(undefined)
      await Promise.all([mongo.heal(), redis.heal()])
      await Promise.all(servers.map((server) => healServer(server, changed)))
      await balancer.untilWhole()
    },
    [Symbol.asyncDispose]: () => open.disposeAsync(),
  }
}

const healServer = async (server: ServerMember, changed: boolean): Promise<void> => {
  server.mendDatabase()
  server.child().thaw()
  if (changed) await server.child().end('SIGKILL')
  await server.start()
}
