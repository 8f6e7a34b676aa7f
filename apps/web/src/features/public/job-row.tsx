import type { PublicJob } from '@rolecall/contract/api/public-jobs'
import type { Text } from '@rolecall/text/format'
import { formatShift } from '@rolecall/text/work-times'
import { jobPath, withLanguage } from '../../document/addresses.ts'
import { sayIn, useText } from '../../text/use-text.tsx'
import css from './job-row.module.css'

/** A job in a list: title, pay, where, when, how old. */
export const JobRow = (props: { job: PublicJob; now: number; level?: 2 | 3; withCountry?: boolean }) => {
  const { job, now, level = 2, withCountry = false } = props
  const text = useText()
  const Heading = level === 2 ? 'h2' : 'h3'
  return (
    <li className={css.row}>
      <Heading className={css.title}>
        <a href={withLanguage(text, jobPath(job))}>{job.posting.title}</a>
      </Heading>
      <p className={css.pay}>
        <bdi>{text.pay(job.posting.pay)}</bdi>
      </p>
      <p className={css.facts}>
        <bdi>{job.organisationName}</bdi> · <bdi>{placeOf(job, text)}</bdi>
        {withCountry && <>, {text.fact({ type: 'country', value: job.posting.place.country })}</>}
      </p>
      <p className={css.facts}>
        <bdi>{timesOf(job, text)}</bdi> · {ageOf(job, now, text)}
      </p>
    </li>
  )
}

/** `Thika`, or that one can work from home. */
export const placeOf = ({ posting }: PublicJob, text: Text): string =>
  posting.remote ? sayIn(text)('web.job.remote') : posting.place.label

/** `Mon-Sat, 7-15`, or the parts of the day where the job names no hours. */
export const timesOf = ({ posting }: PublicJob, text: Text): string => {
  const times = text.fact({
    type: 'times',
    days: posting.days,
    parts: posting.hours === undefined ? posting.parts : [],
  })
  return posting.hours === undefined ? times : `${times} ${formatShift(posting.hours)}`
}

const ageOf = (job: PublicJob, now: number, text: Text): string => {
  const days = Math.max(0, Math.floor((now - Date.parse(job.publishedAt)) / 86_400_000))
  return sayIn(text)('web.job.age', { days })
}
