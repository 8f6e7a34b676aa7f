import type { EmploymentType } from '@rolecall/contract/job'
import type { LanguageLevel } from '@rolecall/contract/language'
import type { PayPeriod } from '@rolecall/contract/pay'
import type { Experience } from '@rolecall/contract/profile'
import type { Day, DayPart } from '@rolecall/contract/times'

/** What the closed words of the contract are in a record. The position in each list is the number; append, never reorder. */
export const days: readonly Day[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']
export const dayParts: readonly DayPart[] = ['morning', 'afternoon', 'evening', 'night']
export const periods: readonly PayPeriod[] = ['hour', 'day', 'week', 'month', 'year']
export const levels: readonly LanguageLevel[] = ['basic', 'good', 'fluent']
/** Number 0 stands for what was not said. */
export const experiences: readonly (Experience | undefined)[] = [undefined, 'none', 'under-2-years', '2-years-or-more']
export const employments: readonly EmploymentType[] = [
  'FULL_TIME',
  'PART_TIME',
  'TEMPORARY',
  'CONTRACTOR',
  'INTERN',
  'PER_DIEM',
]

/** The first word of a record, of people and of jobs alike: days from bit 0, parts of the day, then employment. */
export const partsShift = 7
export const employmentShift = 12
export const timesMask = 0x7ff
/** People: they said when they work. */
export const timesSaid = 1 << 11
/** Jobs: done from anywhere. People: they are against it. */
export const remoteBit = 1 << 18
export const placedBit = 1 << 19
/** People: look for work. Jobs: open with a place left. */
export const activeBit = 1 << 20
/** People: agreed to be told of new jobs. Jobs: they limit how far people live. */
export const alertsBit = 1 << 21
export const reachBit = 1 << 21
export const payShift = 22
export const payBit = 1 << payShift
/** The pay wanted takes two words. */
export const longPayBit = 1 << 23
/** People: two bits of the longest experience in any work, then three of how many skills they said, 7 for more. */
export const experienceShift = 24
export const skillsShift = 26
/** What flags say of experience and skills, as one number below `classCount`. */
export const classCount = 32
export const classBits = (classCount - 1) << experienceShift
export const classOf = (flags: number): number => (flags & classBits) >> experienceShift
/** Jobs: five bits of what matters most to their employer. */
export const tiltShift = 24
/** Removed or replaced: the word is negative. */
export const deadBit = 1 << 31

export const maskOf = <Word>(words: readonly Word[], all: readonly Word[]): number =>
  words.reduce((mask, word) => mask | (1 << all.indexOf(word)), 0)

export const namesOf = <Word>(mask: number, all: readonly Word[]): Word[] =>
  all.filter((_, index) => (mask & (1 << index)) !== 0)
