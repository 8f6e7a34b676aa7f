import type { JobCard } from '@rolecall/contract/pages'
import type { Text } from '@rolecall/text/format'
import { formatShift } from '@rolecall/text/work-times'
import { sayIn, useText } from '../../text/use-text.tsx'
import { withLanguage } from './addresses.ts'
import css from './job-row.module.css'

/** A job in a list: title, pay, where, when, how old. */
export const JobRow = ({ job, now, level = 2 }: { job: JobCard; now: number; level?: 2 | 3 }) => {
  const text = useText()
  const Heading = level === 2 ? 'h2' : 'h3'
  return (
    <li className={css.row}>
      <Heading className={css.title}>
        <a href={withLanguage(text, job.path)}>{job.title}</a>
      </Heading>
      <p className={css.pay}>
        <bdi>{text.pay(job.pay)}</bdi>
      </p>
      <p className={css.facts}>
        <bdi>{job.organisation}</bdi> · <bdi>{placeOf(job, text)}</bdi>
        {job.distanceKm !== undefined && !job.remote && (
          <> · {text.fact({ type: 'distance-km', value: job.distanceKm })}</>
        )}
      </p>
      <p className={css.facts}>
        <bdi>{timesOf(job, text)}</bdi> · {ageOf(job, now, text)}
      </p>
    </li>
  )
}

/** `Thika`, or that one can work from home. */
export const placeOf = (job: JobCard, text: Text): string => (job.remote ? sayIn(text)('web.job.remote') : job.place)

/** `Mon-Sat 7-15`, or the parts of the day where the job names no hours. */
export const timesOf = ({ days, parts, hours }: JobCard, text: Text): string => {
  const times = text.fact({ type: 'times', days: [...days], parts: hours === undefined ? [...parts] : [] })
  return hours === undefined ? times : `${times} ${formatShift(hours)}`
}

const ageOf = (job: JobCard, now: number, text: Text): string =>
  sayIn(text)('web.job.age', { days: Math.max(0, Math.floor((now - job.publishedAt) / 86_400_000)) })
