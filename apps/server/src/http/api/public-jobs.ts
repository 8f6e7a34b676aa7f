import type { JobSearch } from '@rolecall/contract/api/public-jobs'
import { routes } from '@rolecall/contract/api/routes'
import type { FastifyInstance } from 'fastify'
import { type FieldRefusal, refuse } from '../../refusal.ts'
import type { AppDeps } from '../deps.ts'
import { sendKept } from '../kept-answer.ts'
import { operation } from '../operation.ts'
import { boardRevision } from '../public/board-revision.ts'
import { presentFound, presentPublicJob } from '../public/present-job.ts'

export const publicJobOperations = (app: FastifyInstance, deps: AppDeps): void => {
  const kept = deps.cached.shared('job-search')
  operation(app, deps, {
    name: 'searchJobs',
    handle: async ({ query, reply }) => {
      const errors = refusedOf(query, deps)
      if (errors.length > 0) return refuse('invalid-fields', { errors })
      return sendKept(kept, reply, {
        key: [JSON.stringify(query)],
        revision: boardRevision(deps),
        schema: routes.searchJobs.success.schema,
        make: () => ({
          value: presentFound(deps, deps.board.search(query), { page: query.page, language: query.lang }),
          until: deps.board.nextEnd(),
        }),
      })
    },
  })

  operation(app, deps, {
    name: 'readJob',
    handle: async ({ params, query }) => {
      const job = await deps.jobs.read(params.jobId)
      return (job === undefined ? undefined : presentPublicJob(deps, job.doc, query.lang)) ?? refuse('not-found')
    },
  })
}

/** What the schema cannot know: which occupations there are, and what an order needs. */
const refusedOf = ({ occupation, place, sort }: JobSearch, { look }: AppDeps): readonly FieldRefusal[] => [
  ...occupation.flatMap((id, at): FieldRefusal[] =>
    look.taxonomy.occupation(id) === undefined ? [{ pointer: `/occupation/${at}`, code: 'unknown-occupation' }] : [],
  ),
  ...(sort === 'nearest' && place === '' ? [{ pointer: '/place', code: 'required' } as const] : []),
]
