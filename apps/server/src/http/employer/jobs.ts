import type { JobDraft } from '@rolecall/contract/job'
import { endOfDay } from '@rolecall/core/job-life'
import type { DocumentOf } from '@rolecall/core/model/collections'
import type { JobRow } from '@rolecall/match/engine'
import type { FastifyInstance } from 'fastify'
import { editPosting, setJobState } from '../../flows/change-job.ts'
import { postJob } from '../../flows/post-job.ts'
import { isRefusal, type Refusal, refuse } from '../../refusal.ts'
import type { AppDeps } from '../deps.ts'
import { operation } from '../operation.ts'
import { actorOf, type Member } from '../viewer.ts'
import { countsOf } from './application-counts.ts'
import { ofOrganisation, pageQuery } from './organisation-scope.ts'
import { plainPosting } from './plain-text.ts'
import { presentJob, presentJobSummary } from './present-job.ts'

export const jobOperations = (app: FastifyInstance, deps: AppDeps): void => {
  const { store } = deps
  type StoredJob = Parameters<typeof presentJob>[2]
  const answer = async (who: Member, job: StoredJob | Refusal) => (isRefusal(job) ? job : presentJob(deps, who, job))

  operation(app, deps, {
    name: 'listJobs',
    handle: async ({ who, query }) => {
      const page = await store.find('jobs', {
        index: 'organisation',
        where: [who.organisation.id],
        order: 'descending',
        ...pageQuery(query),
      })
      const items = page.items.map(async ({ doc }) => presentJobSummary(doc, await countsOf(deps, { jobId: doc.id })))
      return { items: await Promise.all(items), ...(page.cursor === undefined ? {} : { cursor: page.cursor }) }
    },
  })

  operation(app, deps, {
    name: 'createJob',
    handle: async ({ who, body, once }) => {
      const posting = plainPosting(body.posting)
      if (isRefusal(posting)) return posting
      const job = { ...body, posting, once }
      return answer(who, await postJob(deps, actorOf(who), job))
    },
  })

  operation(app, deps, {
    name: 'estimateJob',
    handle: async ({ who, body }) => {
      const draft = draftRow(who.organisation.id, body, deps.clock.now())
      const { fit, musts } = await deps.index.ask('estimate', { draft })
      return {
        fit,
        musts: musts.map(({ requirementIndex, without }) => ({ index: requirementIndex, without })),
      }
    },
  })

  operation(app, deps, {
    name: 'readOwnJob',
    handle: async ({ who, params }) =>
      answer(who, ofOrganisation(who, await store.get('jobs', params.jobId)) ?? refuse('not-found')),
  })

  operation(app, deps, {
    name: 'editJob',
    handle: async ({ who, params, body }) => {
      const posting = plainPosting(body.posting)
      if (isRefusal(posting)) return posting
      return answer(who, await editPosting(deps, actorOf(who), { ...body, posting, jobId: params.jobId }))
    },
  })

  operation(app, deps, {
    name: 'setJobState',
    handle: async ({ who, params, body }) =>
      answer(who, await setJobState(deps, actorOf(who), { ...body, jobId: params.jobId })),
  })
}

type Estimated = Pick<
  JobDraft,
  'occupation' | 'place' | 'remote' | 'reachKm' | 'pay' | 'employmentType' | 'days' | 'parts' | 'requirements'
>

/** A posting of which the words are not written yet, as matching would see it were it open. */
const draftRow = (organisationId: string, estimated: Estimated, now: number): JobRow => {
  const posting: DocumentOf<'jobs'>['posting'] = {
    ...estimated,
    title: '',
    description: { text: '', language: 'en' },
    questions: [],
    openings: 1,
    answerDays: 7,
    expiresOn: new Date(now + 7 * 86_400_000).toISOString().slice(0, 10),
  }
  return {
    id: 'job_draft',
    organisationId,
    posting,
    state: 'open',
    expiresAt: endOfDay(posting.expiresOn, 'UTC'),
    publishedAt: now,
    openingsLeft: 1,
  }
}
