import type { JobDraft } from '@rolecall/contract/job'
import type { Profile } from '@rolecall/contract/profile'
import type { PlainRules } from './plain-rules.ts'

/** Places and pay for `brute-force.ts`, by docs/matching.md alone. */
export const metres = (km: number): number => Math.round(km * 1000) / 1000

type At = { readonly latitude: number; readonly longitude: number }

export const kilometres = (a: At | undefined, b: At): number | undefined => {
  if (a === undefined || ![a, b].every((p) => Math.abs(p.latitude) <= 90 && Math.abs(p.longitude) <= 180))
    return undefined
  const angle = (degrees: number) => ((Math.round(degrees * 1e5) / 1e5) * Math.PI) / 180
  const [lat1, lon1] = [angle(a.latitude), angle(a.longitude)]
  const [lat2, lon2] = [angle(b.latitude), angle(b.longitude)]
  const h = Math.sin((lat2 - lat1) / 2) ** 2 + Math.cos(lat1) * Math.cos(lat2) * Math.sin((lon2 - lon1) / 2) ** 2
  return 2 * 6371.0088 * Math.asin(Math.sqrt(Math.min(1, h)))
}

/** What is wanted, in the job's currency and period; 0 where any pay will do. */
export const leastPay = (wanted: Profile['pay'], posting: JobDraft, { rates }: PlainRules): number | undefined => {
  if (wanted === undefined) return undefined
  if (wanted.amount === 0) return 0
  const hours = hoursOf(posting)
  const ratio = hours[posting.pay.period] / hours[wanted.period]
  if (wanted.currency === posting.pay.currency) return wanted.amount * ratio
  const rate = (currency: string) => (currency === rates?.base ? 1 : rates?.perBase[currency])
  const [from, to] = [rate(wanted.currency), rate(posting.pay.currency)]
  if (from === undefined || to === undefined) return undefined
  const digits = (currency: string) => (currency === 'JPY' ? 0 : 2)
  return (wanted.amount / 10 ** digits(wanted.currency) / from) * to * 10 ** digits(posting.pay.currency) * ratio
}

export const hoursOf = ({ days, parts, hours }: JobDraft) => {
  const clock = (text: string) => Number(text.split(':')[0]) * 60 + Number(text.split(':')[1])
  const shift = hours ? (clock(hours.to) - clock(hours.from) + 1440) % 1440 : 0
  const partHours = { morning: 7, afternoon: 5, evening: 5, night: 7 }
  let day = 0
  for (const part of new Set(parts)) day += partHours[part]
  day = shift > 0 ? shift / 60 : Math.min(8, day)
  const week = day * Math.min(6, new Set(days).size)
  return { hour: 1, day, week, month: (week * 52) / 12, year: week * 52 }
}
