import type { Store } from '@rolecall/core/ports/store'
import type { Cluster } from '../cluster/cluster.ts'
import type { MailServer } from '../cluster/mail.ts'
import type { ServerMember, Settings } from '../cluster/server-member.ts'
import type { WhatsApp } from '../cluster/whatsapp.ts'

export type StageKind = 'sqlite' | 'cluster'

/** Where a fault strikes: one process on SQLite, or the cluster. Whole when a fault begins. */
export type Stage = {
  readonly kind: StageKind
  /** Where requests enter: the balancer, or the one process. */
  readonly url: string
  /** Those that take requests, and those that work on tasks; on SQLite the same one. */
  readonly webs: readonly ServerMember[]
  readonly workers: readonly ServerMember[]
  readonly whatsapp: WhatsApp
  readonly mail: MailServer
  readonly databaseUrl: string
  /** A store of the runner's own on the same database, to count in. */
  readonly store: Store
  /** The secret behind the ids of inbound tasks. */
  readonly inboxSecret: string
  /** What only the cluster has. */
  readonly cluster: Cluster | undefined
  /** Restarts the servers with these settings, and makes whole what is broken. */
  heal(settings?: Partial<Settings>): Promise<void>
}

/** @throws on SQLite: the fault strikes what only the cluster has. */
export const clusterOf = ({ cluster }: Stage): Cluster => {
  if (cluster === undefined) throw new Error('this fault strikes the cluster only')
  return cluster
}
