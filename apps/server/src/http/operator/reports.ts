import type { FastifyInstance } from 'fastify'
import { decideReport } from '../../flows/staff/decide-report.ts'
import { notedOfStaff } from '../../flows/staff/staff-deps.ts'
import { isRefusal, refuse } from '../../refusal.ts'
import type { AppDeps } from '../deps.ts'
import { pageQuery } from '../employer/organisation-scope.ts'
import { operation } from '../operation.ts'
import { staffActorOf } from '../staff-viewer.ts'
import { presentReport, presentReports } from './present-report.ts'

/** What people told us of: a moderator's screen. Words of a thread are read one report at a time, and that is written down. */
export const reportOperations = (app: FastifyInstance, deps: AppDeps): void => {
  operation(app, deps, {
    name: 'listReports',
    handle: async ({ query }) => {
      const order = query.state === 'open' ? 'ascending' : 'descending'
      const where = [query.state]
      const { items, cursor } = await deps.store.find('reports', { index: 'state', where, order, ...pageQuery(query) })
      const summaries = await presentReports(
        deps,
        items.map(({ doc }) => doc),
      )
      return { items: summaries, ...(cursor === undefined ? {} : { cursor }) }
    },
  })

  operation(app, deps, {
    name: 'readReport',
    handle: async ({ who, params }) => {
      const report = (await deps.store.get('reports', params.reportId))?.doc
      const view = report && (await presentReport(deps, report))
      if (report === undefined || view === undefined) return refuse('not-found')
      const subjectId = report.applicationId ?? report.jobId
      const { organisationId } = report
      const note = { action: 'report.read', subjectId, organisationId } as const
      const { outcome } = await deps.store.commit([notedOfStaff(staffActorOf(who), deps.clock.now(), note)])
      return outcome === 'committed' ? view : refuse('unavailable')
    },
  })

  operation(app, deps, {
    name: 'decideReport',
    handle: async ({ who, params, body }) => {
      const decided = await decideReport(deps, staffActorOf(who), { ...params, ...body })
      if (isRefusal(decided)) return decided
      return (await presentReports(deps, [decided]))[0] ?? refuse('not-found')
    },
  })
}
