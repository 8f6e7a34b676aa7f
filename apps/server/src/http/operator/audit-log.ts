import type { AuditEntryView } from '@rolecall/contract/api/operator'
import type { FastifyInstance } from 'fastify'
import type { AuditEntry } from '../../audit/chain.ts'
import { notedOfStaff } from '../../flows/staff/staff-deps.ts'
import { refuse } from '../../refusal.ts'
import type { AppDeps } from '../deps.ts'
import { pageQuery } from '../employer/organisation-scope.ts'
import { moment } from '../moment.ts'
import { operation } from '../operation.ts'
import { staffActorOf } from '../staff-viewer.ts'

/** The log as an auditor reads it. That it was read is written down too. */
export const auditLogOperations = (app: FastifyInstance, deps: AppDeps): void => {
  operation(app, deps, {
    name: 'readAuditLog',
    handle: async ({ who, query }) => {
      const page = { order: 'descending', ...pageQuery(query) } as const
      const { items, cursor } = await find(deps, query.of, page)
      const actor = staffActorOf(who)
      const what = { action: 'audit.read', subjectId: query.of ?? 'all' } as const
      const { outcome } = await deps.store.commit([notedOfStaff(actor, deps.clock.now(), what)])
      if (outcome !== 'committed') return refuse('unavailable')
      return { items: items.map(({ doc }) => present(doc)), ...(cursor === undefined ? {} : { cursor }) }
    },
  })
}

type Paging = { readonly order: 'descending'; readonly limit: number; readonly after?: string }

/** Ids begin with their kind: users, persons and the system act; all else is acted upon. */
const find = ({ store }: AppDeps, of: string | undefined, page: Paging) => {
  if (of === undefined) return store.find('auditEntries', { index: 'seq', where: ['main'], ...page })
  if (/^(usr|per)_/.test(of)) return store.find('auditEntries', { index: 'actor', where: [of], ...page })
  return store.find('auditEntries', { index: 'subject', where: [of], ...page })
}

const present = ({
  seq,
  at,
  actorId,
  role,
  action,
  subjectId,
  organisationId,
  detail,
}: AuditEntry): AuditEntryView => ({
  seq,
  at: moment(at),
  actor: actorId,
  action,
  subject: subjectId,
  ...(role === undefined ? {} : { role }),
  ...(organisationId === undefined ? {} : { organisation: organisationId }),
  ...(detail === undefined ? {} : { detail }),
})
