import type { OutboxMessage } from '@rolecall/core/conversation/reply'
import type { DocumentOf } from '@rolecall/core/model/collections'
import type { Page } from '@rolecall/core/ports/store'
import type { FastifyInstance } from 'fastify'
import { moveApplication, undoMove } from '../../flows/move-application.ts'
import { isRefusal, type Refusal, refuse } from '../../refusal.ts'
import type { AppDeps } from '../deps.ts'
import { moment } from '../moment.ts'
import { operation } from '../operation.ts'
import { actorOf, type Member } from '../viewer.ts'
import { ofOrganisation, pageQuery } from './organisation-scope.ts'
import { presentApplication, presentApplications } from './present-application.ts'

export const applicationOperations = (app: FastifyInstance, deps: AppDeps): void => {
  const { store } = deps
  const answer = async (who: Member, application: DocumentOf<'applications'> | Refusal) =>
    isRefusal(application) ? application : ((await presentApplication(deps, who, application)) ?? refuse('not-found'))

  operation(app, deps, {
    name: 'listJobApplications',
    handle: async ({ who, params, query }) => {
      const job = ofOrganisation(who, await store.get('jobs', params.jobId))
      if (job === undefined) return refuse('not-found')
      const page = await store.find('applications', { index: 'job', where: [job.doc.id], ...pageQuery(query) })
      return presentPage(deps, page)
    },
  })

  operation(app, deps, {
    name: 'listApplications',
    handle: async ({ who, query }) => {
      const where = [who.organisation.id, query.state]
      return presentPage(deps, await store.find('applications', { index: 'organisation', where, ...pageQuery(query) }))
    },
  })

  operation(app, deps, {
    name: 'readApplication',
    handle: async ({ who, params }) =>
      answer(
        who,
        ofOrganisation(who, await store.get('applications', params.applicationId))?.doc ?? refuse('not-found'),
      ),
  })

  operation(app, deps, {
    name: 'moveApplication',
    handle: async ({ who, params, body }) => {
      const moved = await moveApplication(deps, actorOf(who), { ...body, applicationId: params.applicationId })
      if (isRefusal(moved)) return moved
      const application = await answer(who, moved.application)
      if (isRefusal(application)) return application
      const message = {
        text: textOf(deps, moved.message),
        language: moved.message.language,
        tellAt: moment(moved.tellAt),
      }
      return { preview: body.preview, message, application }
    },
  })

  operation(app, deps, {
    name: 'undoMove',
    handle: async ({ who, params }) => answer(who, await undoMove(deps, actorOf(who), params.applicationId)),
  })
}

const presentPage = async (deps: AppDeps, { items, cursor }: Page<DocumentOf<'applications'>>) => ({
  items: await presentApplications(
    deps,
    items.map(({ doc }) => doc),
  ),
  ...(cursor === undefined ? {} : { cursor }),
})

const textOf = ({ texts }: AppDeps, { reply, language }: OutboxMessage): string =>
  reply.body.map((phrase) => texts.say(phrase, language)).join('\n\n')
