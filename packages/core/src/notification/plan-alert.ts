import type { DocumentOf } from '../model/collections.ts'
import { afterQuietHours, startOfDay } from './quiet-hours.ts'

/** At most this many alerts in a person's day. */
export const alertsPerDay = 2
/** Jobs that fit within this time of the first are told together, in one digest. Milliseconds. */
export const digestWindowMs = 10 * 60 * 1000

export type AlertPlan =
  | { readonly plan: 'send' }
  | { readonly plan: 'wait'; readonly until: number }
  | { readonly plan: 'drop'; readonly because: 'no-consent' | 'not-active' | 'nothing-new' }

/**
 * Whether a person hears now of new jobs that fit: consent, state, quiet hours of their own time zone, the daily cap.
 * `newJobs`: how many fitting jobs they were not told of yet.
 */
export const planAlert = (options: {
  readonly person: Pick<DocumentOf<'people'>, 'state' | 'alerts' | 'alertedAt' | 'timeZone'>
  readonly accountState: DocumentOf<'accounts'>['state']
  readonly newJobs: number
  readonly now: number
}): AlertPlan => {
  const { person, accountState, newJobs, now } = options
  if (person.state !== 'active' || accountState !== 'active') return { plan: 'drop', because: 'not-active' }
  if (!person.alerts) return { plan: 'drop', because: 'no-consent' }
  if (newJobs === 0) return { plan: 'drop', because: 'nothing-new' }
  const allowedAt = afterQuietHours(now, person.timeZone)
  if (allowedAt > now) return { plan: 'wait', until: allowedAt }
  const today = startOfDay(now, person.timeZone)
  if (person.alertedAt.filter((at) => at >= today).length < alertsPerDay) return { plan: 'send' }
  const tomorrow = Temporal.Instant.fromEpochMilliseconds(today).toZonedDateTimeISO(person.timeZone).add({ days: 1 })
  return { plan: 'wait', until: afterQuietHours(tomorrow.epochMilliseconds, person.timeZone) }
}
