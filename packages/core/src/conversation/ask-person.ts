import { isLate } from '../case-life.ts'
import type { DocumentOf } from '../model/collections.ts'
import type { Edit } from './edits.ts'
import type { PhraseValue } from './reply.ts'
import type { Scene } from './turn.ts'

type Case = DocumentOf<'cases'>

/**
 * A person is called: by a new case, or by the one of this person that is open already. `late`: nobody came by the time that was
 * promised, and no new promise is made.
 */
export type Called = {
  readonly edits: readonly Edit[]
  readonly time: PhraseValue
  readonly known: boolean
  readonly late: boolean
}

export const askPerson = (scene: Scene, reason: Case['reason']): Called => {
  const open = ownCase(scene)
  const soon = personBy(scene)
  if (open === undefined) return { edits: [newCase(scene, reason, soon.at)], time: soon, known: false, late: false }
  const late = isLate(open, scene.now)
  const urgent = reason === 'distress'
  const answerBy = late && urgent ? soon.at : (open.answerBy ?? soon.at)
  const change = {
    ...(urgent && open.reason !== 'distress' ? { reason } : {}),
    ...(answerBy === open.answerBy ? {} : { answerBy }),
    // Whoever asks for a person wants the agent back whom they had sent away.
    ...(open.botBack === true ? { botBack: false } : {}),
  }
  const edits: readonly Edit[] = Object.keys(change).length === 0 ? [] : [{ kind: 'change-case', change }]
  return { edits, time: { ...soon, at: answerBy }, known: true, late: late && !urgent }
}

/** Of whoever writes; where several share the phone, another's is not theirs. */
const ownCase = ({ openCase, person }: Scene): Case | undefined =>
  openCase?.personId === undefined || openCase.personId === person?.id ? openCase : undefined

const newCase = (scene: Scene, reason: Case['reason'], answerBy: number): Edit => ({
  kind: 'open-case',
  caseId: scene.id('cases'),
  ...(scene.person === undefined ? {} : { personId: scene.person.id }),
  reason,
  answerBy,
})

const hourMs = 3_600_000

/**
 * When a person of the operator answers at the latest: within the hours that the operator set, else by 17:00 of a working day, at
 * least two hours ahead.
 */
export const personBy = ({ now, person, operator }: Pick<Scene, 'now' | 'person' | 'operator'>) => {
  const timeZone = person?.timeZone ?? operator.timeZone ?? 'UTC'
  const at = operator.answerHours === undefined ? eveningAfter(now, timeZone) : now + operator.answerHours * hourMs
  return { type: 'time', at, timeZone, show: 'date-time' } as const
}

const eveningAfter = (now: number, timeZone: string): number => {
  const local = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(timeZone)
  const evening = local.with({ hour: 17, minute: 0, second: 0, millisecond: 0, microsecond: 0, nanosecond: 0 })
  const late = local.hour >= 15 || local.dayOfWeek > 5
  return evening.add({ days: late ? daysToWork(local.dayOfWeek) : 0 }).epochMilliseconds
}

/** From a day of the week (1 is Monday) to the next working day. */
const daysToWork = (day: number): number => (day >= 5 ? 8 - day : 1)
