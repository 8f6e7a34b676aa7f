import { revived } from '../../commands/retry-tasks.ts'
import { isErased } from '../../commands/waiting.ts'
import { type Refusal, refuse } from '../../refusal.ts'
import { decideAgain } from '../parts/decide-again.ts'
import { notedOfStaff, type StaffActor, type StaffDeps } from './staff-deps.ts'

/** Has a task worked on again that was given up; who did so is written down in the same commit. */
export const retryTask = (
  { store, clock }: Pick<StaffDeps, 'store' | 'clock'>,
  actor: StaffActor,
  taskId: string,
): Promise<'ready' | Refusal> =>
  decideAgain<'ready'>(store, async (maybeDone) => {
    const task = await store.get('tasks', taskId)
    if (task === undefined) return refuse('not-found')
    // After an outcome that was unknown this may be the answer that it went through.
    if (task.doc.state !== 'dead') return maybeDone ? { changes: [], result: 'ready' } : refuse('conflict')
    if (isErased(task.doc)) return refuse('task-erased')
    const now = clock.now()
    const note = { action: 'task.retry', subjectId: taskId, detail: task.doc.error ?? '' } as const
    return { changes: [revived(task, now), notedOfStaff(actor, now, note)], result: 'ready' }
  })
