/** Nobody is written to unasked from 20:00 to 08:00 of their own time. */
export const quietHours = { fromHour: 20, toHour: 8 } as const

/**
 * The first moment, at or after `now` (epoch ms), that is not in quiet hours of an IANA time zone.
 * 8:00 is set, not added up, so that days on which clocks change come out right.
 */
export const afterQuietHours = (now: number, timeZone: string): number => {
  const local = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(timeZone)
  if (local.hour >= quietHours.toHour && local.hour < quietHours.fromHour) return now
  const day = local.hour >= quietHours.fromHour ? local.add({ days: 1 }) : local
  return day.with({ hour: quietHours.toHour, minute: 0, second: 0, millisecond: 0, microsecond: 0, nanosecond: 0 })
    .epochMilliseconds
}

/** Midnight at the start of the local day that holds `now`, epoch ms. */
export const startOfDay = (now: number, timeZone: string): number =>
  Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(timeZone).startOfDay().epochMilliseconds
