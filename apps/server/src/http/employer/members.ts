import type { FastifyInstance } from 'fastify'
import type { AppDeps } from '../deps.ts'
import { moment } from '../moment.ts'
import { operation } from '../operation.ts'

export const memberOperations = (app: FastifyInstance, deps: AppDeps): void => {
  operation(app, deps, {
    name: 'listMembers',
    handle: async ({ who }) => {
      const where = [who.organisation.id]
      const { items } = await deps.store.find('memberships', { index: 'organisation', where, limit: 1000 })
      const users = await deps.store.getMany(
        'users',
        items.map(({ doc }) => doc.userId),
      )
      const userById = new Map(users.map(({ doc }) => [doc.id, doc]))
      return {
        items: items.flatMap(({ doc: { userId, role, createdAt } }) => {
          const user = userById.get(userId)
          return user === undefined
            ? []
            : { userId, name: user.name, email: user.email, role, since: moment(createdAt) }
        }),
      }
    },
  })
}
