import type { DocumentOf } from '@rolecall/core/model/collections'
import type { Change } from '@rolecall/core/ports/store'
import { dayOwnerOf } from '../../day-owner.ts'

export const eraseKind = 'erase-person'

/** Longer than any request lives that read the person before they were erased and still writes something down. */
const onceMoreMs = 60_000

/** `at`: when the person said yes to being forgotten, epoch ms. */
export type Erased = { readonly personId: string; readonly accountId: string; readonly at: number }

/** Erases what the commit that destroys the person's data key leaves of them: at once, and once more a minute later. */
export const eraseTasks = (erased: Erased): readonly Change[] => [
  eraseTask(erased, { suffix: '', dueAt: erased.at }),
  eraseTask(erased, { suffix: ':again', dueAt: erased.at + onceMoreMs }),
]

const eraseTask = (erased: Erased, { suffix, dueAt }: { readonly suffix: string; readonly dueAt: number }): Change => ({
  op: 'put',
  collection: 'tasks',
  expected: 'if-absent',
  doc: {
    id: `${eraseKind}:${erased.personId}${suffix}`,
    queue: 'record',
    lane: `erase:${erased.accountId}${suffix}`,
    kind: eraseKind,
    payload: erased,
    keyOwner: dayOwnerOf(erased.at),
    order: dueAt,
    dueAt,
    state: 'ready',
    attempts: 0,
    at: erased.at,
  },
})

/** The parser of what `eraseTasks` wrote. */
export const erasedOf = ({ payload }: DocumentOf<'tasks'>): Erased => payload as Erased
