import type { DocumentOf } from '@rolecall/core/model/collections'
import type { Change } from '@rolecall/core/ports/store'
import { dayOwnerOf } from '../../day-owner.ts'

export const eraseKind = 'erase-person'

/** `at`: when the person said yes to being forgotten, epoch ms. */
export type Erased = { readonly personId: string; readonly accountId: string; readonly at: number }

/** Erases what the commit of the chat leaves of a person. */
export const eraseTask = (erased: Erased): Change => ({
  op: 'put',
  collection: 'tasks',
  expected: 'if-absent',
  doc: {
    id: `${eraseKind}:${erased.personId}`,
    queue: 'record',
    lane: `erase:${erased.accountId}`,
    kind: eraseKind,
    payload: erased,
    keyOwner: dayOwnerOf(erased.at),
    order: erased.at,
    dueAt: erased.at,
    state: 'ready',
    attempts: 0,
    at: erased.at,
  },
})

/** The parser of what `eraseTask` wrote. */
export const erasedOf = ({ payload }: DocumentOf<'tasks'>): Erased => payload as Erased
