import { madeOnce } from './made-once.ts'

const week = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']
/** 5 January 1970 was a Monday. */
const firstMonday = Date.UTC(1970, 0, 5)

/** Days of the week, runs of three or more joined: `Mon-Sat`, `Mon, Wed`. Days may come in any order. */
export const formatDays = (days: readonly string[], locale: string): string =>
  runs(days)
    .map((run) => run.map((day) => dayName(day, locale)))
    .flatMap((names) => (names.length > 2 ? [`${names[0]}-${names.at(-1)}`] : names))
    .join(', ')

const runs = (days: readonly string[]): number[][] => {
  const found: number[][] = []
  for (const day of week.keys()) {
    if (!days.includes(week[day] ?? '')) continue
    const last = found.at(-1)
    if (last?.at(-1) === day - 1) last.push(day)
    else found.push([day])
  }
  return found
}

/** The short name of a day counted from Monday. */
const dayName = (day: number, locale: string): string => weekdaysIn(locale).format(firstMonday + day * 86_400_000)

const weekdaysIn = madeOnce((locale: string) => new Intl.DateTimeFormat(locale, { weekday: 'short', timeZone: 'UTC' }))

/** Times of a shift, without the minutes where both are whole hours: `7-15`, `7:30-15:00`. */
export const formatShift = (hours: { readonly from: string; readonly to: string }): string => {
  const whole = hours.from.endsWith(':00') && hours.to.endsWith(':00')
  const show = (clock: string) => (whole ? String(Number(clock.slice(0, 2))) : clock.replace(/^0/, ''))
  return `${show(hours.from)}-${show(hours.to)}`
}
