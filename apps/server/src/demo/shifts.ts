import type { EmploymentType } from '@rolecall/contract/job'
import type { Day, DayPart, ShiftHours } from '@rolecall/contract/times'
import type { Chance } from './random.ts'

export type Shift = {
  readonly days: readonly Day[]
  readonly parts: readonly DayPart[]
  readonly hours: ShiftHours
  readonly type: EmploymentType
}

/** When a kind of work is done: which shifts its jobs have. */
export type Rhythm = 'site' | 'service' | 'home' | 'round-the-clock'

const week: readonly Day[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']
const weekdays = week.slice(0, 5)
const sixDays = week.slice(0, 6)
const shift = (
  type: EmploymentType,
  days: readonly Day[],
  parts: readonly DayPart[],
  [from, to]: readonly [string, string],
): Shift => ({ days, parts, hours: { from, to }, type })

const byDay = shift('FULL_TIME', weekdays, ['morning', 'afternoon'], ['08:00', '17:00'])
const early = shift('FULL_TIME', weekdays, ['morning', 'afternoon'], ['06:30', '14:30'])
const sixEarly = shift('FULL_TIME', sixDays, ['morning', 'afternoon'], ['07:00', '15:00'])
const sixByDay = shift('FULL_TIME', sixDays, ['morning', 'afternoon'], ['08:00', '16:30'])
const mornings = shift('PART_TIME', weekdays, ['morning'], ['07:00', '12:00'])
const afternoons = shift('PART_TIME', weekdays, ['afternoon'], ['12:30', '17:00'])
const evenings = shift('PART_TIME', weekdays, ['evening'], ['17:00', '21:00'])
const evenSaturdays = shift('PART_TIME', sixDays, ['evening'], ['17:30', '22:00'])
const nights = shift('FULL_TIME', sixDays, ['night'], ['22:00', '05:00'])
const weekends = shift('PART_TIME', ['sat', 'sun'], ['morning', 'afternoon'], ['08:00', '16:00'])
const lateWeekends = shift('PART_TIME', ['sat', 'sun'], ['afternoon', 'evening'], ['13:00', '21:00'])
const forAWhile = shift('TEMPORARY', weekdays, ['morning', 'afternoon'], ['08:00', '16:00'])

/** By day on weekdays: each kind of work has some such job in each city. */
const usual: Readonly<Record<Rhythm, readonly Shift[]>> = {
  site: [byDay, early, forAWhile],
  service: [byDay, early],
  home: [byDay, mornings],
  'round-the-clock': [byDay, early],
}
const longer: readonly Shift[] = [sixEarly, sixByDay, sixEarly, byDay]
/** In turn, so that three in a row hold what suits evenings, weekends or, where work never stops, nights. */
const partTime: readonly Shift[] = [evenings, weekends, mornings, evenSaturdays, lateWeekends, afternoons]
const other: Readonly<Record<Rhythm, readonly Shift[]>> = {
  site: [weekends, mornings, forAWhile],
  service: partTime,
  home: partTime,
  'round-the-clock': [nights, evenings, weekends],
}

/** The shifts of so many jobs of one kind in one city, without the same one twice among the less usual. */
export const shiftsOf = (chance: Chance, rhythm: Rhythm, count: number): readonly Shift[] => {
  const start = chance.whole(0, other[rhythm].length - 1)
  return Array.from({ length: count }, (_, index) => {
    if (index === 0 || (index === 2 && (count > 4 || chance.next() < 0.5))) return chance.pick(usual[rhythm])
    if (index === 1) return chance.pick(longer)
    return other[rhythm][(start + index) % other[rhythm].length] ?? byDay
  })
}
