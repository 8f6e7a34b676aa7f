import type { FastifyInstance } from 'fastify'
import { isErased } from '../../commands/waiting.ts'
import { retryTask } from '../../flows/staff/retry-task.ts'
import { isRefusal } from '../../refusal.ts'
import type { AppDeps } from '../deps.ts'
import { pageQuery } from '../employer/organisation-scope.ts'
import { moment } from '../moment.ts'
import { operation } from '../operation.ts'
import { staffActorOf } from '../staff-viewer.ts'
import { presentHealth } from './present-health.ts'

/** How the installation does, for whoever runs it; what was given up, and another try of it. */
export const healthOperations = (app: FastifyInstance, deps: AppDeps): void => {
  operation(app, deps, { name: 'readHealth', handle: () => presentHealth(deps.store, deps.clock.now()) })

  operation(app, deps, {
    name: 'listDeadTasks',
    handle: async ({ query }) => {
      const page = { index: 'state', where: ['dead'], order: 'descending', ...pageQuery(query) } as const
      const { items, cursor } = await deps.store.find('tasks', page)
      return {
        items: items.map(({ doc }) => ({
          id: doc.id,
          queue: doc.queue,
          kind: doc.kind,
          attempts: doc.attempts,
          ...(doc.error === undefined ? {} : { error: doc.error }),
          at: moment(doc.at),
          erased: isErased(doc),
        })),
        ...(cursor === undefined ? {} : { cursor }),
      }
    },
  })

  operation(app, deps, {
    name: 'retryDeadTask',
    handle: async ({ who, params }) => {
      const retried = await retryTask(deps, staffActorOf(who), params.taskId)
      return isRefusal(retried) ? retried : undefined
    },
  })
}
