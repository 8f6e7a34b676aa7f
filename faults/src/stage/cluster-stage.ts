import { openKeyFile } from '@rolecall/adapters/keys/key-file'
import { openStore } from '@rolecall/store/open-store'
import { startCluster } from '../cluster/cluster.ts'
import type { Settings } from '../cluster/server-member.ts'
import type { Stage } from './stage.ts'

export const startClusterStage = async (settings: Partial<Settings> = {}): Promise<Stage & AsyncDisposable> => {
  await using opening = new AsyncDisposableStack()
  const cluster = opening.use(await startCluster(settings))
  const keys = await openKeyFile(cluster.keyFile)
  const store = opening.use(await openStore({ url: cluster.databaseUrl, keys, clock: { now: Date.now } }))
  const open = opening.move()
  return {
    kind: 'cluster',
    url: cluster.balancer.url,
    webs: cluster.webs,
    workers: cluster.workers,
    whatsapp: cluster.whatsapp,
    mail: cluster.mail,
    databaseUrl: cluster.databaseUrl,
    store,
    inboxSecret: keys.blindKey('tasks.id').toString('base64url'),
    cluster,
    heal: cluster.heal,
    [Symbol.asyncDispose]: () => open.disposeAsync(),
  }
}
