import { LanguageLevel } from '@rolecall/contract/language'
import { Experience, HeldField } from '@rolecall/contract/profile'
import { Day, DayPart, WorkTimes } from '@rolecall/contract/times'
import type { OwnChange } from '../../flows/change-own-answers.ts'
import type { Form } from './form-body.ts'

const longestText = 300

/** What a form of the profile's page asks for; `no-times` where it names no day or no part of the day, undefined for no form of ours. */
export const readProfileForm = (form: Form): OwnChange | 'no-times' | undefined => {
  const [field, option] = [form.get('field'), form.get('option')]
  switch (field) {
    case 'name':
    case 'work':
    case 'place':
    case 'pay':
      return field === 'pay' && option === 'any' ? tapped('pay', 'any') : written(field, form)
    case 'experience':
      return Experience.safeParse(option).success ? tapped(field, option) : undefined
    case 'language':
      return tapped(field, option)
    case 'times':
      return readTimes(form)
    case 'alerts':
      return option === 'yes' || option === 'no' ? { kind: 'alerts', given: option === 'yes' } : undefined
    case 'add':
      return { kind: 'add', text: typed(form) }
    case 'held':
      return readHeld(form)
    default:
      return undefined
  }
}

const written = (question: 'name' | 'work' | 'place' | 'pay', form: Form): OwnChange => {
  const pick = form.get('pick')
  const said = { text: typed(form) }
  return { kind: 'answer', answered: { question, said, ...(pick === undefined ? {} : { pick }) } }
}

const typed = (form: Form): string => (form.get('value') ?? '').slice(0, longestText)

const tapped = (question: 'pay' | 'experience' | 'language', option = ''): OwnChange => ({
  kind: 'answer',
  answered: { question, said: { tap: `q.${question}.${option}` } },
})

/** One thing that they said they have: taken back, or a language at another level. */
const readHeld = (form: Form): OwnChange | undefined => {
  const field = HeldField.safeParse(form.get('kind'))
  if (!field.success) return undefined
  const held = { kind: 'held', field: field.data, value: form.get('value') ?? '' } as const
  if (form.get('option') === 'take-back') return held
  const level = LanguageLevel.safeParse(form.get('option'))
  return level.success ? { ...held, level: level.data } : undefined
}

/** A box a day and a box a part of the day, so that no field stands twice. */
const readTimes = (form: Form): OwnChange | 'no-times' => {
  const times = WorkTimes.safeParse({
    days: Day.options.filter((day) => form.has(`day-${day}`)),
    parts: DayPart.options.filter((part) => form.has(`part-${part}`)),
  })
  return times.success ? { kind: 'times', times: times.data } : 'no-times'
}
