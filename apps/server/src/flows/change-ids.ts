import type { DocumentOf } from '@rolecall/core/model/collections'
import type { MessageEvent, SystemChange } from '@rolecall/whatsapp/webhook/event'
import type { Task, TaskLease, TaskResult } from '../worker.ts'
import type { FlowDeps } from './deps.ts'
import { findAccount, putAccount } from './parts/find-account.ts'
import { finish } from './parts/task-documents.ts'

type Account = DocumentOf<'accounts'>

/** A person changed their number, and with it their ids: the account goes on under the new ones, the old ones are kept. */
export const changeIds = async (
  deps: FlowDeps,
  task: Task,
  lease: TaskLease,
  { event, change }: { event: MessageEvent; change: SystemChange },
): Promise<TaskResult> => {
  const { portfolioId } = deps.config.whatsapp
  if (change.change !== 'user_changed_number' && change.change !== 'user_changed_user_id') {
    deps.log.info('receive.system', { task: task.doc.id, change: change.change })
    return finish(deps, task, lease, [])
  }
  const found = await findAccount({
    store: deps.store,
    portfolioId,
    sender: {
      userId: change.previousUserId ?? event.sender.userId,
      waId: change.previousWaId ?? event.sender.waId,
    },
    now: event.at,
    makeId: deps.makeId,
  })
  if (found.isNew) {
    deps.log.info('receive.ids-of-a-stranger', { task: task.doc.id })
    return finish(deps, task, lease, [])
  }
  return finish(deps, task, lease, [putAccount(withNewIds(found.account, change, portfolioId), found)])
}

const withNewIds = (account: Account, change: SystemChange, portfolioId: string): Account => {
  const { userId, userKey, waId, phoneKey, ...rest } = account
  const newUser = change.userId ?? userId
  const newPhone = change.waId ?? (change.change === 'user_changed_user_id' ? undefined : waId)
  return {
    ...rest,
    ...(newUser === undefined ? {} : { userId: newUser, userKey: `${portfolioId}/${newUser}` }),
    ...(newPhone === undefined ? {} : { waId: newPhone, phoneKey: `${portfolioId}/${newPhone}` }),
    previousUserIds:
      userId === undefined || userId === newUser ? account.previousUserIds : [...account.previousUserIds, userId],
  }
}
