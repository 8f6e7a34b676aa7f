import type { Fact } from '@rolecall/contract/explanation'
import type { Pay } from '@rolecall/contract/pay'
import { type FactWords, formatFact, type Labels } from './format-fact.ts'
import { madeOnce } from './made-once.ts'
import { type Message, messageOf } from './messages.ts'
import { formatMoney, formatMoneyRange } from './money.ts'
import type { Catalogue, Phrase, PhraseValue } from './phrase.ts'

/** One language, ready to speak. Safe in the browser. */
export type Text = {
  /** BCP 47 tag of the catalogue. */
  readonly language: string
  readonly direction: 'ltr' | 'rtl'
  /** The sentence for its reader; throws on a missing variable, and on a missing key unless `missing` was given. */
  say(phrase: Phrase): string
  fact(fact: Fact): string
  /** One value as it reads inside a sentence. */
  value(value: PhraseValue): string
  /** `KSh 1,200 a day`, or a range: `KSh 1,200-1,500 a day`. */
  pay(pay: Pay): string
  /** A day in a time zone: `2 Dec`, with the year where it is not the year of `now`. `at` and `now` in epoch milliseconds. */
  date(at: number, timeZone: string, now?: number): string
  list(items: readonly string[]): string
  has(key: string): boolean
}

/** What production does about a missing key: speak English and tell someone. */
export type Missing = {
  readonly english: Catalogue
  report(key: string, language: string): void
}

/** `language.locale` of a catalogue, where it has one, chooses the conventions of numbers and dates (`es-419` for `es`). */
export const createText = (catalogue: Catalogue, language: string, labels: Labels, missing?: Missing): Text => {
  const locale = catalogue['language.locale'] ?? language
  const direction = catalogue['language.direction'] === 'rtl' ? 'rtl' : 'ltr'
  const find = (key: string): Message => {
    const message = messageOf(catalogue, key, locale)
    if (message !== undefined) return message
    const english = missing === undefined ? undefined : messageOf(missing.english, key, 'en')
    if (missing === undefined || english === undefined) throw new Error(`no message ${key} in ${language}`)
    missing.report(key, language)
    return english
  }
  const sayKey = (key: string, values: Readonly<Record<string, string | number>> = {}): string => {
    const message = find(key)
    return String(message.format(direction === 'rtl' ? isolateAll(values, message) : values))
  }
  const words: FactWords = { locale, labels, say: sayKey }
  const say = (phrase: Phrase): string => {
    if ('plain' in phrase) return phrase.plain
    const shown = Object.entries(phrase.values ?? {}).map(([name, value]) => [name, showValue(value, words, say)])
    return sayKey(phrase.key, Object.fromEntries(shown))
  }
  return {
    language,
    direction,
    say,
    fact: (fact) => formatFact(fact, words),
    value: (value) => String(showValue(value, words, say)),
    pay: (pay) => formatPay(pay, words),
    date: (at, timeZone, now) => formatDate(at, timeZone, locale, now),
    list: (items) => formatList(items, locale),
    has: (key) => key in catalogue,
  }
}

const showValue = (value: PhraseValue, words: FactWords, say: (phrase: Phrase) => string): string | number =>
  typeof value === 'string' || typeof value === 'number' ? value : formatValue(value, words, say)

const formatValue = (
  value: Exclude<PhraseValue, string | number>,
  words: FactWords,
  say: (phrase: Phrase) => string,
): string => {
  switch (value.type) {
    case 'time':
      return formatTime(value, words.locale)
    case 'phrase':
      return say(value.phrase)
    case 'phrases':
      return formatList(value.phrases.map(say), words.locale)
    default:
      return formatFact(value, words)
  }
}

/** First strong isolates: a name or an amount inside right-to-left text keeps its own order. */
const isolateAll = (values: Readonly<Record<string, string | number>>, message: Message) =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => {
      const bare = typeof value === 'number' || value === '' || message.selects.has(name) || value.startsWith('\u2068')
      return [name, bare ? value : `\u2068${value}\u2069`]
    }),
  )

const formatPay = (pay: Pay, { locale, say }: FactWords): string => {
  const { min, max, currency, period } = pay
  const money =
    max === undefined || max === min
      ? formatMoney(min, currency, locale)
      : formatMoneyRange({ min, max, currency }, locale)
  return say('fact.pay', { money, period })
}

const formatTime = (
  value: { at: number; timeZone: string; show: 'date' | 'date-time' | 'clock' },
  locale: string,
): string => {
  const clock = new Intl.DateTimeFormat(locale, {
    timeZone: value.timeZone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(value.at)
  if (value.show === 'clock') return clock
  const date = formatDate(value.at, value.timeZone, locale)
  return value.show === 'date' ? date : `${date}, ${clock}`
}

const formatDate = (at: number, timeZone: string, locale: string, now = at): string => {
  const year = (instant: number) => yearsIn(timeZone).format(instant)
  return (year(at) === year(now) ? daysIn : daysOfYearsIn)(locale, timeZone).format(at)
}

const yearsIn = madeOnce((timeZone: string) => new Intl.DateTimeFormat('en', { timeZone, year: 'numeric' }))
const daysIn = madeOnce(
  (locale: string, timeZone: string) => new Intl.DateTimeFormat(locale, { timeZone, day: 'numeric', month: 'short' }),
)
const daysOfYearsIn = madeOnce(
  (locale: string, timeZone: string) =>
    new Intl.DateTimeFormat(locale, { timeZone, day: 'numeric', month: 'short', year: 'numeric' }),
)

const formatList = (items: readonly string[], locale: string): string =>
  new Intl.ListFormat(locale, { type: 'conjunction' }).format(items)
