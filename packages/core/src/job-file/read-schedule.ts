import type { ImportField } from '@rolecall/contract/api/job-import'
import { type Day, DayPart, type ShiftHours } from '@rolecall/contract/times'
import { partsIn, readTimes, timesOfOption } from '../conversation/reading/times.ts'
import { fold, isIn, synonyms, type Words } from '../conversation/words.ts'
import { type Read, read } from './finding.ts'
import { readShift } from './read-shift.ts'

export type Schedule = {
  readonly days: readonly Day[]
  readonly parts: readonly DayPart[]
  readonly hours?: ShiftHours
}

/**
 * `Mon-Fri 7-15`, `lunes a viernes, 7am a 3pm`, `weekends, nights`: the cells of days and of hours are read together. Where they say
 * no hours and no part of the day, work is by day; where they say no days, from Monday to Friday.
 */
export const readSchedule = (
  { days, hours }: { readonly days: string; readonly hours: string },
  words: Words,
): Read<Schedule | undefined> => {
  const [inDays, inHours] = [readShift(days, words), readShift(hours, words)]
  const clock = inHours.hours ?? inDays.hours
  const rest = [inDays.rest, inHours.rest].map((text) => text.trim()).filter((text) => fold(text) !== '')
  for (const [field, text] of [['days', inDays.rest] as const, ['hours', inHours.rest] as const])
    if (!isOnlyTimes(text, words)) return read(undefined, { findings: [{ field, code: 'invalid' }] })
  const said = rest.length === 0 ? undefined : readTimes(rest.join(', '), words)
  if (rest.length > 0 && said === undefined)
    return read(undefined, { findings: [{ field: days === '' ? 'hours' : 'days', code: 'invalid' }] })
  const named = partsIn(rest.join(' '), words)
  const usual = timesOfOption('weekdays')
  const allDay = isIn(words, 'any-time', fold(rest.join(' ')))
  const parts = clock !== undefined && named.length === 0 ? partsOfHours(clock) : undefined
  const untold = parts === undefined && named.length === 0 && !allDay
  const isPartAlone = said !== undefined && !namesDay(rest.join(' '), words)
  const assumed: ImportField[] = [
    ...(said === undefined || isPartAlone ? (['days'] as const) : []),
    ...(untold ? (['hours'] as const) : []),
  ]
  return read(
    {
      days: said === undefined || isPartAlone ? usual.days : said.days,
      parts: parts ?? (untold ? usual.parts : (said?.parts ?? usual.parts)),
      ...(clock === undefined ? {} : { hours: clock }),
    },
    { assumed },
  )
}

/** Minutes of the day at which each part ends; night is what is left. */
const parts = [
  { part: 'morning', from: 300, to: 720 },
  { part: 'afternoon', from: 720, to: 1020 },
  { part: 'evening', from: 1020, to: 1320 },
  { part: 'night', from: 1320, to: 1740 },
] as const satisfies readonly { readonly part: DayPart; readonly from: number; readonly to: number }[]
const dayMinutes = 24 * 60

/** The parts of the day that a shift takes more than an hour of; of a short one, each that it touches. */
const partsOfHours = (hours: ShiftHours): readonly DayPart[] => {
  const [from, end] = [minutesOf(hours.from), minutesOf(hours.to)]
  const to = end > from ? end : end + dayMinutes
  const within = (part: { readonly from: number; readonly to: number }): number =>
    [-dayMinutes, 0, dayMinutes].reduce(
      (sum, shift) => sum + Math.max(0, Math.min(to, part.to + shift) - Math.max(from, part.from + shift)),
      0,
    )
  const touched = parts.filter((part) => within(part) > 0)
  const long = touched.filter((part) => within(part) > 60)
  const chosen = new Set((long.length > 0 ? long : touched).map(({ part }) => part))
  return DayPart.options.filter((part) => chosen.has(part))
}

const minutesOf = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3))

const ofDays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].map((day) => `day.${day}`)
const namesOfDays = [...ofDays, 'days.every', 'days.week', 'days.weekend']
const ofTimes = [
  ...namesOfDays,
  ...DayPart.options.map((part) => `part.${part}`),
  ...['to', 'except', 'any-time', 'any', 'schedule'],
]

/** No word that says something else: what is not understood is told, not dropped. */
const isOnlyTimes = (text: string, words: Words): boolean => {
  const known = new Set(ofTimes.flatMap((name) => synonyms(words, name)).flatMap((name) => name.split(' ')))
  return fold(text)
    .split(' ')
    .every((word) => word === '' || known.has(word))
}

const namesDay = (text: string, words: Words): boolean =>
  [...namesOfDays, 'any-time', 'any'].some((name) => isIn(words, name, fold(text)))
