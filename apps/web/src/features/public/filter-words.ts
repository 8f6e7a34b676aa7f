import type { FilterField } from '@rolecall/contract/api/public-jobs'
import { PayPeriod } from '@rolecall/contract/pay'
import type { Text } from '@rolecall/text/format'
import { capitalise } from '../../text/capitalise.ts'
import { sayIn } from '../../text/use-text.tsx'

type Named = { readonly field: FilterField; readonly value: string }

/** A value that can be chosen, as it reads alone. `labels`: occupations by id. */
export const wordsOf = ({ field, value }: Named, text: Text, labels: Readonly<Record<string, string>>): string =>
  capitalise(plainWords({ field, value }, text, labels), text.language)

const plainWords = ({ field, value }: Named, text: Text, labels: Readonly<Record<string, string>>): string => {
  const say = sayIn(text)
  switch (field) {
    case 'employmentType':
      return text.fact({ type: 'employment-type', value })
    case 'days':
      return text.fact({ type: 'times', days: [value], parts: [] })
    case 'parts':
      return text.fact({ type: 'times', days: [], parts: [value] })
    case 'remote':
      return say('web.job.remote')
    case 'payAtLeast':
      return payOf(value, text)
    case 'publishedWithinDays':
      return say('web.filter.days', { days: Number(value) })
    case 'occupation':
      return labels[value] ?? value
    default:
      return field satisfies never
  }
}

/** `KES-120000-day`. */
const payOf = (value: string, text: Text): string => {
  const [currency = '', amount, period] = value.split('-')
  return text.fact({ type: 'pay', amount: Number(amount), currency, period: PayPeriod.parse(period) })
}
