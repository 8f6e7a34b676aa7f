import type { StaffMember as View } from '@rolecall/contract/api/operator'
import type { DocumentOf } from '@rolecall/core/model/collections'
import type { FastifyInstance } from 'fastify'
import { addStaff } from '../../flows/staff/add-staff.ts'
import { changeStaff } from '../../flows/staff/change-staff.ts'
import { isRefusal } from '../../refusal.ts'
import type { AppDeps } from '../deps.ts'
import { moment } from '../moment.ts'
import { operation } from '../operation.ts'
import { staffActorOf } from '../staff-viewer.ts'

/** Who works for the operator: an administrator's screen. */
export const staffOperations = (app: FastifyInstance, deps: AppDeps): void => {
  operation(app, deps, {
    name: 'listStaff',
    handle: async () => {
      const states = ['active', 'enrolling', 'ended'] as const
      const pages = await Promise.all(
        states.map((state) => deps.store.find('staff', { index: 'state', where: [state], limit: 500 })),
      )
      return {
        items: await present(
          deps,
          pages.flatMap(({ items }) => items.map(({ doc }) => doc)),
        ),
      }
    },
  })

  operation(app, deps, {
    name: 'addStaff',
    handle: ({ who, body, once }) => addStaff(deps, staffActorOf(who), { ...body, once }),
  })

  operation(app, deps, {
    name: 'changeStaff',
    handle: async ({ who, params, body }) => {
      const changed = await changeStaff(deps, staffActorOf(who), { ...body, userId: params.userId })
      if (isRefusal(changed)) return changed
      const [view] = await present(deps, [changed])
      if (view === undefined) throw new Error('a member of staff has no user')
      return view
    },
  })
}

const present = async ({ store }: AppDeps, staff: readonly DocumentOf<'staff'>[]): Promise<View[]> => {
  const users = await store.getMany(
    'users',
    staff.map(({ id }) => id),
  )
  const byId = new Map(users.map(({ doc }) => [doc.id, doc]))
  return staff.flatMap(({ id, role, state, createdAt }) => {
    const user = byId.get(id)
    return user === undefined
      ? []
      : [{ userId: id, name: user.name, email: user.email, role, state, since: moment(createdAt) }]
  })
}
