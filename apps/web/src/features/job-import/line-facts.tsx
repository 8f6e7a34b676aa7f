import type { ImportField, ImportRow } from '@rolecall/contract/api/job-import'
import type { Text } from '@rolecall/text/format'
import { formatShift } from '@rolecall/text/work-times'
import { requirementText } from '../../text/requirement-text.ts'
import { useSay, useText } from '../../text/use-text.tsx'
import css from './import.module.css'
import { isSettled } from './lines.ts'
import { placeName } from './place-name.ts'

/** What the rest of a line was understood as; what the file does not say is marked as such. */
export const LineFacts = ({ row }: { row: ImportRow }) => {
  const say = useSay()
  const text = useText()
  const facts = factsOf(row, text)
  if (facts.length === 0) return null
  return (
    <dl className={css.facts}>
      {facts.map(({ key, value, from }) => (
        <div key={key}>
          <dt>{say(key)}</dt>
          <dd>
            <bdi>
              {from.some((field) => row.assumed.includes(field)) ? say('web.import.assumed', { value }) : value}
            </bdi>
          </dd>
        </div>
      ))}
    </dl>
  )
}

/** `from`: the columns that say it. */
type ShownFact = { readonly key: string; readonly value: string; readonly from: readonly ImportField[] }

const factsOf = (row: ImportRow, text: Text): readonly ShownFact[] => {
  const { posting } = row
  const { pay, days, parts, hours, employmentType, requirements = [], remote, reachKm, startsOn, expiresOn } = posting
  const { openings, answerDays, description } = posting
  const times = days && text.fact({ type: 'times', days, parts: hours === undefined ? (parts ?? []) : [] })
  const needs = requirements.map((need) => needText(need, text))
  const facts: readonly (ShownFact | undefined)[] = [
    isSettled(row) && posting.place !== undefined
      ? { key: 'web.form.place', value: placeName(posting.place, text), from: ['place'] }
      : undefined,
    pay && { key: 'web.form.pay', value: text.pay(pay), from: ['currency', 'period'] },
    times === undefined
      ? undefined
      : { key: 'web.job.hours', value: hours ? `${times} ${formatShift(hours)}` : times, from: ['days', 'hours'] },
    employmentType && {
      ...{ key: 'web.form.type', from: ['employmentType'] },
      value: text.fact({ type: 'employment-type', value: employmentType }),
    },
    needs.length === 0 ? undefined : { key: 'web.form.needs', value: needs.join(', '), from: ['licences'] },
    remote ? { key: 'web.job.place', value: text.say({ key: 'web.job.remote' }), from: ['remote'] } : undefined,
    typeof reachKm === 'number'
      ? { key: 'web.form.reach', value: text.fact({ type: 'distance-km', value: reachKm }), from: ['reachKm'] }
      : undefined,
    openings && openings > 1
      ? { key: 'web.form.openings', value: text.fact({ type: 'number', value: openings }), from: ['openings'] }
      : undefined,
    startsOn === undefined
      ? undefined
      : { key: 'web.form.starts-on', value: dayOf(startsOn, text), from: ['startsOn'] },
    expiresOn === undefined
      ? undefined
      : { key: 'web.form.expires-on', value: dayOf(expiresOn, text), from: ['expiresOn'] },
    answerDays === undefined
      ? undefined
      : { key: 'web.form.answer-days', value: text.fact({ type: 'number', value: answerDays }), from: ['answerDays'] },
    description && { key: 'web.form.description', value: shortened(description.text), from: ['description'] },
  ]
  return facts.filter((fact) => fact !== undefined)
}

const needText = (need: Parameters<typeof requirementText>[0], text: Text): string =>
  `${requirementText(need, text)} (${text.say({ key: need.must ? 'web.form.must' : 'web.form.wish' })})`

/** An ISO date; its day is the same everywhere. */
const dayOf = (date: string, text: Text): string => text.date(Date.parse(date), 'UTC', Date.now())

const longest = 160
const shortened = (words: string): string =>
  words.length <= longest
    ? words
    : `${words
        .slice(0, longest)
        .toWellFormed()
        .replace(/\ufffd$/, '')}…`
