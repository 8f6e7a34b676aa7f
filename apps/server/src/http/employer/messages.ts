import type { FastifyInstance } from 'fastify'
import { blockPerson } from '../../flows/block-person.ts'
import { readMessages } from '../../flows/read-messages.ts'
import { reportPerson } from '../../flows/report-person.ts'
import { sendMessage } from '../../flows/send-message.ts'
import { isRefusal, type Refusal, refuse } from '../../refusal.ts'
import type { AppDeps } from '../deps.ts'
import { operation } from '../operation.ts'
import { actorOf } from '../viewer.ts'
import { ofOrganisation } from './organisation-scope.ts'
import { presentMessages, presentThread } from './present-thread.ts'

/** An employer and who applied write to each other; neither sees how the other is reached. */
export const messageOperations = (app: FastifyInstance, deps: AppDeps): void => {
  operation(app, deps, {
    name: 'listMessages',
    handle: async ({ who, params, query }) => {
      const application = ofOrganisation(who, await deps.store.get('applications', params.applicationId))
      if (application === undefined) return refuse('not-found')
      return (await presentThread(deps, application.doc.id, query)) ?? refuse('not-found')
    },
  })

  operation(app, deps, {
    name: 'sendMessage',
    handle: async ({ who, params, body, once }) => {
      const { applicationId } = params
      const sent = await sendMessage(deps, actorOf(who), { applicationId, text: body.text, once })
      if (isRefusal(sent)) return sent
      return (await presentMessages(deps, [sent]))[0] ?? refuse('not-found')
    },
  })

  operation(app, deps, {
    name: 'readMessages',
    handle: async ({ who, params }) => nothing(await readMessages(deps, actorOf(who), params.applicationId)),
  })

  for (const [name, active] of [
    ['blockPerson', true],
    ['unblockPerson', false],
  ] as const)
    operation(app, deps, {
      name,
      handle: async ({ who, params: { applicationId } }) =>
        nothing(await blockPerson(deps, actorOf(who), { applicationId, active })),
    })

  operation(app, deps, {
    name: 'reportPerson',
    handle: async ({ who, params: { applicationId }, body }) =>
      nothing(await reportPerson(deps, actorOf(who), { applicationId, ...body })),
  })
}

const nothing = (done: 'done' | Refusal): Refusal | undefined => (isRefusal(done) ? done : undefined)
