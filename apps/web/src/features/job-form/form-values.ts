import type { JobDraft, MattersMost } from '@rolecall/contract/job'
import type { PayPeriod } from '@rolecall/contract/pay'
import type { Place } from '@rolecall/contract/place'
import type { Requirement } from '@rolecall/contract/requirement'
import { currencyDigits } from '@rolecall/text/money'

type Draft = JobDraft

/** The form as it is typed: text where something may still be missing or wrong. */
export type FormValues = {
  readonly title: string
  readonly occupation: { readonly id: string; readonly label: string } | undefined
  readonly description: string
  readonly payMin: string
  readonly payMax: string
  readonly currency: string
  readonly period: PayPeriod
  readonly place: Place | undefined
  readonly remote: boolean
  readonly reachKm: string
  readonly employmentType: Draft['employmentType']
  readonly days: readonly string[]
  readonly parts: readonly string[]
  readonly from: string
  readonly to: string
  readonly requirements: readonly Requirement[]
  readonly mattersMost: readonly MattersMost[]
  readonly questions: Draft['questions']
  readonly openings: string
  readonly answerDays: string
  readonly startsOn: string
  readonly expiresOn: string
}

/** An empty form; `today` is an ISO date. */
export const emptyForm = (currency: string, today: string): FormValues => ({
  title: '',
  occupation: undefined,
  description: '',
  payMin: '',
  payMax: '',
  currency,
  period: 'month',
  place: undefined,
  remote: false,
  reachKm: '',
  employmentType: 'FULL_TIME',
  days: ['mon', 'tue', 'wed', 'thu', 'fri'],
  parts: ['morning', 'afternoon'],
  from: '',
  to: '',
  requirements: [],
  mattersMost: [],
  questions: [],
  openings: '1',
  answerDays: '7',
  startsOn: '',
  expiresOn: new Date(Date.parse(today) + 30 * 86_400_000).toISOString().slice(0, 10),
})

export const formOf = (posting: JobDraft, occupationLabel: string): FormValues => ({
  ...posting,
  occupation: { id: posting.occupation, label: occupationLabel },
  description: posting.description.text,
  payMin: toMajor(posting.pay.min, posting.pay.currency),
  payMax: posting.pay.max === undefined ? '' : toMajor(posting.pay.max, posting.pay.currency),
  currency: posting.pay.currency,
  period: posting.pay.period,
  reachKm: posting.reachKm === null ? '' : String(posting.reachKm),
  from: posting.hours?.from ?? '',
  to: posting.hours?.to ?? '',
  mattersMost: posting.mattersMost ?? [],
  openings: String(posting.openings),
  answerDays: String(posting.answerDays),
  startsOn: posting.startsOn ?? '',
})

/**
 * What goes to the server, which says what is missing or wrong: a field that holds nothing is left out.
 * `language` is that of the description.
 */
export const postingOf = (values: FormValues, language: string): Record<string, unknown> => ({
  ...(values.title.trim() === '' ? {} : { title: values.title }),
  ...(values.occupation === undefined ? {} : { occupation: values.occupation.id }),
  description: { ...(values.description.trim() === '' ? {} : { text: values.description }), language },
  ...(values.place === undefined ? {} : { place: values.place }),
  remote: values.remote,
  reachKm: values.reachKm === '' ? null : Number(values.reachKm),
  pay: {
    ...(values.payMin === '' ? {} : { min: toMinor(values.payMin, values.currency) }),
    ...(values.payMax === '' ? {} : { max: toMinor(values.payMax, values.currency) }),
    currency: values.currency,
    period: values.period,
  },
  employmentType: values.employmentType,
  days: values.days,
  parts: values.parts,
  ...(values.from === '' && values.to === '' ? {} : { hours: { from: values.from, to: values.to } }),
  requirements: values.requirements,
  ...(values.mattersMost.length === 0 ? {} : { mattersMost: values.mattersMost }),
  questions: values.questions,
  openings: Number(values.openings),
  answerDays: Number(values.answerDays),
  ...(values.startsOn === '' ? {} : { startsOn: values.startsOn }),
  expiresOn: values.expiresOn,
})

/**
 * The same, for sending: the server judges a posting that may be incomplete, so that there is one judge and one list of
 * errors. The type says what it will be once the judge is content.
 */
export const unjudgedPosting = (values: FormValues, language: string): JobDraft => {
  const posting: unknown = postingOf(values, language)
  return posting as JobDraft
}

const toMajor = (minorUnits: number, currency: string): string => String(minorUnits / 10 ** currencyDigits(currency))

/** `1,200` and `1 200` are read as 1200; what is no number stays none, for the server to say so. */
const toMinor = (typed: string, currency: string): number | null => {
  const amount = Number(
    typed
      .replaceAll(/[\s\u00a0]/g, '')
      .replaceAll(/,(?=\d{3}(\D|$))/g, '')
      .replace(',', '.'),
  )
  return Number.isFinite(amount) ? Math.round(amount * 10 ** currencyDigits(currency)) : null
}
