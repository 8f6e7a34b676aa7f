import type { Text } from '@rolecall/text/format'

const dayMs = 86_400_000

/** Whole days between two moments, never below 0. `since` is ISO 8601, `now` epoch milliseconds. */
export const daysSince = (since: string, now: number): number =>
  Math.max(0, Math.floor((now - Date.parse(since)) / dayMs))

export const daysUntil = (until: string, now: number): number =>
  Math.max(0, Math.ceil((Date.parse(until) - now) / dayMs))

/** A moment as the reader's own clock says it: `2 Dec`. */
export const dayText = (moment: string, text: Text, now: number): string =>
  text.date(Date.parse(moment), readerTimeZone(), now)

/** `2 Dec, 14:30`. */
export const momentText = (moment: string, text: Text): string =>
  text.say({
    key: 'web.time.moment',
    values: { moment: { type: 'time', at: Date.parse(moment), timeZone: readerTimeZone(), show: 'date-time' } },
  })

const readerTimeZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone
