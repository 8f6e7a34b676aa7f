import type { Edit } from './edits.ts'
import type { Phrase } from './reply.ts'
import { say } from './say.ts'
import type { Scene, Turn } from './turn.ts'

/**
 * An answer that was not understood: first what is missing, then the easier form, then a person, once. The question
 * stays, and what was answered is safe.
 */
export const miss = (scene: Scene, missing: Phrase): Turn => {
  const strikes = scene.state.strikes + 1
  if (strikes < 3) return { before: [missing], set: { strikes } }
  if (strikes > 3) return { before: [say('bot.miss.easier')], set: { strikes: 4 } }
  return {
    before: [say('bot.miss.person', { time: personBy(scene) })],
    set: { strikes },
    edits: [openCase(scene, 'three-misses')],
  }
}

export const openCase = (scene: Scene, reason: Extract<Edit, { kind: 'open-case' }>['reason']): Edit => ({
  kind: 'open-case',
  caseId: scene.id('cases'),
  ...(scene.person === undefined ? {} : { personId: scene.person.id }),
  reason,
})

/** When a person of the operator answers at the latest: 17:00 of a working day, at least two hours ahead. */
export const personBy = ({ now, person, operator }: Scene) => {
  const timeZone = person?.timeZone ?? operator.timeZone ?? 'UTC'
  const local = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(timeZone)
  const evening = local.with({ hour: 17, minute: 0, second: 0, millisecond: 0, microsecond: 0, nanosecond: 0 })
  const late = local.hour >= 15 || local.dayOfWeek > 5
  const days = late ? daysToWork(local.dayOfWeek) : 0
  return { type: 'time', at: evening.add({ days }).epochMilliseconds, timeZone, show: 'date-time' } as const
}

/** From a day of the week (1 is Monday) to the next working day. */
const daysToWork = (day: number): number => (day >= 5 ? 8 - day : 1)
