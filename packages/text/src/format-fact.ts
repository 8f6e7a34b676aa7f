import type { Fact } from '@rolecall/contract/explanation'
import { formatMoney, formatMoneyRange } from './money.ts'
import { formatDays } from './work-times.ts'

/** Names of what the taxonomy knows, in the reader's language. */
export type Labels = { occupation(id: string): string; skill(id: string): string }

/** What a fact needs of its language: the locale, the labels, and sentences by key. */
export type FactWords = {
  readonly locale: string
  readonly labels: Labels
  readonly say: (key: string, values?: Readonly<Record<string, string | number>>) => string
}

/** A value of a reason for its reader, as it stands inside a sentence. */
export const formatFact = (fact: Fact, words: FactWords): string => {
  const { locale, labels, say } = words
  switch (fact.type) {
    case 'text':
      return fact.value
    case 'number':
      return new Intl.NumberFormat(locale).format(fact.value)
    case 'distance-km':
      return formatDistance(fact.value, words)
    case 'pay':
      return say('fact.pay', { money: moneyOf(fact, locale), period: fact.period })
    case 'occupation':
      return labels.occupation(fact.value)
    case 'skill':
      return labels.skill(fact.value)
    case 'licence':
      return say(`fact.licence.${fact.value}`)
    case 'language':
      return say('fact.language', { language: languageName(fact.value, locale), level: fact.level })
    case 'country':
      return countryName(fact.value, locale)
    case 'times':
      return formatTimes(fact, words)
    case 'experience':
      return formatExperience(fact.value, words)
    case 'employment-type':
      return say(`fact.employment-type.${fact.value}`)
    case 'score-parts':
      return listOf(
        fact.values.map((part) => say(`fact.score-part.${part}`)),
        locale,
      )
    default:
      return fact satisfies never
  }
}

const listOf = (items: readonly string[], locale: string): string =>
  new Intl.ListFormat(locale, { type: 'conjunction' }).format(items)

const moneyOf = ({ from, amount, currency }: Extract<Fact, { type: 'pay' }>, locale: string): string =>
  from === undefined
    ? formatMoney(amount, currency, locale)
    : formatMoneyRange({ min: from, max: amount, currency }, locale)

const formatDistance = (km: number, { locale, say }: FactWords): string =>
  km < 1 ? say('fact.distance-under', { distance: kilometres(1, locale) }) : kilometres(km, locale)

const kilometres = (km: number, locale: string): string =>
  new Intl.NumberFormat(locale, { style: 'unit', unit: 'kilometer', maximumFractionDigits: 0 })
    .format(km)
    .replaceAll(/[\u00a0\u202f]/g, ' ')

const formatTimes = (times: { readonly days: string[]; readonly parts: string[] }, words: FactWords): string => {
  const days = times.days.length === 7 ? words.say('fact.every-day') : formatDays(times.days, words.locale)
  return [days, ...partsOf(times.parts, words)].filter((text) => text !== '').join(', ')
}

/** Parts that follow each other in one word where people have one. */
const partsOf = (parts: readonly string[], { say }: FactWords): readonly string[] => {
  const isAllDay = parts.includes('morning') && parts.includes('afternoon')
  if (parts.length === 4) return [say('fact.any-time')]
  if (isAllDay && parts.length === 2) return [say('fact.daytime')]
  if (isAllDay && parts.includes('evening')) return [say('fact.day-and-evening')]
  return parts.map((part) => say('fact.day-part', { part }))
}

/** The steps of a profile (`none`, `under-2-years`, `2-years-or-more`) or a whole number of years that a job asks for. */
const formatExperience = (value: string, { say }: FactWords): string =>
  /^\d+$/.test(value) ? say('fact.experience-years', { years: Number(value) }) : say(`fact.experience.${value}`)

const languageName = (tag: string, locale: string): string =>
  new Intl.DisplayNames(locale, { type: 'language' }).of(tag) ?? tag

const countryName = (code: string, locale: string): string =>
  new Intl.DisplayNames(locale, { type: 'region' }).of(code) ?? code
