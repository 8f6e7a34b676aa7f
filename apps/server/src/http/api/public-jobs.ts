import type { FastifyInstance } from 'fastify'
import { refuse } from '../../refusal.ts'
import type { AppDeps } from '../deps.ts'
import { operation } from '../operation.ts'
import { presentFound, presentPublicJob } from '../public/present-job.ts'

export const publicJobOperations = (app: FastifyInstance, deps: AppDeps): void => {
  operation(app, deps, {
    name: 'searchJobs',
    handle: async ({ query }) =>
      presentFound(deps, deps.board.search(query), { page: query.page, language: query.lang }),
  })

  operation(app, deps, {
    name: 'readJob',
    handle: async ({ params, query }) => {
      const job = await deps.store.get('jobs', params.jobId)
      return (job === undefined ? undefined : presentPublicJob(deps, job.doc, query.lang)) ?? refuse('not-found')
    },
  })
}
