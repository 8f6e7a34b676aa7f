import { Pay } from '@rolecall/contract/pay'
import type { Text } from '@rolecall/text/format'
import { formatShift } from '@rolecall/text/work-times'
import { z } from 'zod'
import { type FormValues, postingOf } from './form-values.ts'

/** WhatsApp's limits of a list row, in characters. */
export const rowLimits = { title: 24, description: 72 }

/** The job as a row of the list that people see on WhatsApp; what is not filled in yet is left out. */
export const rowOf = (values: FormValues, organisation: string, text: Text): { title: string; description: string } => {
  const pay = z.object({ pay: Pay }).safeParse(postingOf(values, text.language)).data?.pay
  const days = text.fact({ type: 'times', days: [...values.days], parts: values.from === '' ? [...values.parts] : [] })
  const hours = values.from === '' || values.to === '' ? days : `${days} ${formatShift(values)}`
  const place = values.remote ? text.say({ key: 'web.job.remote' }) : values.place?.label
  const facts = [pay === undefined ? undefined : text.pay(pay), place, hours, organisation]
  const description = facts.filter((fact) => fact !== undefined && fact !== '').join(' · ')
  return {
    title: cutAtWord(values.title.trim(), rowLimits.title),
    description: cutAtWord(description, rowLimits.description),
  }
}

/** At most `limit` characters, cut at a word where there is one, with `…` for what is gone. */
export const cutAtWord = (text: string, limit: number): string => {
  const line = text.replace(/\s+/g, ' ').trim()
  if (line.length <= limit) return line
  const room = line.slice(0, limit - 1)
  const space = room.lastIndexOf(' ')
  const end = space > limit / 2 ? room.slice(0, space) : room
  // Half of a surrogate pair is no character.
  return `${end.replace(/[\uD800-\uDBFF]$/, '')}…`
}
