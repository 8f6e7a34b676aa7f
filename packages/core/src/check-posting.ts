import type { FieldErrorCode } from '@rolecall/contract/api/problem-code'
import type { JobDraft } from '@rolecall/contract/job'
import type { Taxonomy } from '@rolecall/taxonomy/types'
import { endOfDay } from './job-life.ts'

/** `pointer`: JSON pointer within the posting. */
export type FieldError = { readonly pointer: string; readonly code: FieldErrorCode }

/** A job can be open for at most a year. */
const longestDays = 366

/**
 * What the shape of a posting cannot tell: names that nobody knows and days that are over. Empty when all is well.
 * `now` is epoch milliseconds.
 */
export const checkPosting = (
  posting: JobDraft,
  taxonomy: Pick<Taxonomy, 'occupation' | 'skill'>,
  now: number,
): readonly FieldError[] => {
  const errors: FieldError[] = []
  if (taxonomy.occupation(posting.occupation) === undefined)
    errors.push({ pointer: '/occupation', code: 'unknown-occupation' })
  for (const [index, requirement] of posting.requirements.entries())
    if (requirement.kind === 'skill' && taxonomy.skill(requirement.skill) === undefined)
      errors.push({ pointer: `/requirements/${index}/skill`, code: 'unknown-skill' })
  if (!currencies.has(posting.pay.currency)) errors.push({ pointer: '/pay/currency', code: 'unknown-currency' })
  const zone = isTimeZone(posting.place.timeZone)
  if (!zone) errors.push({ pointer: '/place/timeZone', code: 'unknown-time-zone' })
  return zone ? [...errors, ...checkDays(posting, now)] : errors
}

const currencies: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'))

const isTimeZone = (timeZone: string): boolean => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

const checkDays = ({ expiresOn, place }: JobDraft, now: number): readonly FieldError[] => {
  const end = endOfDay(expiresOn, place.timeZone)
  if (end <= now) return [{ pointer: '/expiresOn', code: 'in-the-past' }]
  if (end > now + longestDays * 86_400_000) return [{ pointer: '/expiresOn', code: 'too-far-ahead' }]
  return []
}
