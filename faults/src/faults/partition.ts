import { setTimeout as delay } from 'node:timers/promises'
import { mailTask } from '@rolecall/server/flows/parts/mail-task'
import { answerOf } from '../cluster/server-member.ts'
import { leaseMs, shortLease } from '../stage/edits.ts'
import type { Stage } from '../stage/stage.ts'
import type { Fault } from './fault.ts'

const rounds = { full: 3, short: 1 }

export const partition: Fault = {
  id: 'Partition',
  title: 'A worker in the midst of a task is cut off from the database for longer than its lease, and comes back',
  promise: 'Another worker takes the task over, and the late write of the first is refused',
  stages: ['cluster'],
  sabotage: {
    guard: 'the fencing',
    stage: 'cluster',
    edits: [
      {
        file: 'packages/store/src/mongodb/lanes.ts',
        find: '=> ({ _id: lane, fence })',
        replace: '=> ({ _id: lane })',
      },
    ],
  },
  settings: (size) => ({
    wired: true,
    // The mail server takes longer than a lease; the patience with it must not end before.
    edits: [
      { file: 'packages/adapters/src/mail/smtp.ts', find: 'timeoutMs = 7000', replace: 'timeoutMs = 60_000' },
      ...(size === 'short' ? [shortLease] : []),
    ],
  }),
  run: async (stage, size) => {
    const late: string[] = []
    for (let round = 0; round < rounds[size]; round += 1) late.push(...(await strike(stage, leaseMs[size])))
    return {
      times: rounds[size],
      seen: `the task was taken over each time; ${late.length} late writes were let through`,
      broken: late,
    }
  },
}

/** What was let through that should have been refused. */
const strike = async (stage: Stage, forMs: number): Promise<string[]> => {
  const [first, second] = stage.workers
  if (first === undefined || second === undefined) throw new Error('two workers are needed')
  const gates = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  const begun = stage.mail.brought.length
  stage.mail.hold((nth) => gates[nth - begun - 1]?.promise ?? Promise.resolve())
  const task = mailTask({ to: 'reader@example.org', subject: 'Hello', text: 'Hello' }, Date.now())
  const id = task.op === 'put' ? task.doc.id : ''
  // Asleep while the first one takes the task; it must not be the one that is cut off.
  second.child().freeze()
  await stage.store.commit([task])
  await brought(stage, begun + 1)
  first.cutDatabase('black-hole')
  second.child().thaw()
  await delay(forMs)
  await brought(stage, begun + 2)
  first.mendDatabase()
  while ((await answerOf(`${first.url}/readyz`)) !== 200) await delay(50)
  gates[0]?.resolve()
  // The other one is still at it: whatever ends the task now is the late write.
  await delay(1500)
  const stands = (await stage.store.get('tasks', id)) !== undefined
  gates[1]?.resolve()
  const ended = await gone(stage, id)
  return [
    ...(stands ? [] : ['the task was ended by the worker that had lost it']),
    ...(ended ? [] : ['nobody ended the task']),
  ]
}

const brought = async ({ mail }: Stage, count: number): Promise<void> => {
  const deadline = performance.now() + 60_000
  while (mail.brought.length < count) {
    if (performance.now() > deadline) throw new Error('the task was not taken')
    await delay(10)
  }
}

const gone = async ({ store }: Stage, id: string): Promise<boolean> => {
  const deadline = performance.now() + 20_000
  while ((await store.get('tasks', id)) !== undefined) {
    if (performance.now() > deadline) return false
    await delay(50)
  }
  return true
}
