import type { JobSummary } from '@rolecall/contract/api/employer-jobs'
import { Link } from 'react-router'
import { daysSince, daysUntil } from '../../applications/time-left.ts'
import { useSay } from '../../text/use-text.tsx'
import { Card } from '../../ui/card.tsx'
import { JobStateChip } from './job-state-chip.tsx'
import css from './jobs-page.module.css'

/** A job in the employer's list: who waits, how long it stays open. */
export const JobCard = ({ job }: { job: JobSummary }) => {
  const say = useSay()
  const now = Date.now()
  const { total, waiting, oldestWaitingAt } = job.applications
  const to = job.state === 'draft' ? `jobs/${job.id}/edit` : `jobs/${job.id}`
  return (
    <Card as="li" className={css.card}>
      <h2 className={css.title}>
        <Link to={to}>
          <bdi>{job.title}</bdi>
        </Link>
        <JobStateChip state={job.state} />
      </h2>
      {waiting > 0 && (
        <p className={css.waiting}>
          {say('web.jobs.card-waiting', { count: waiting, days: daysSince(oldestWaitingAt ?? job.createdAt, now) })}
        </p>
      )}
      <p className={css.facts}>
        <bdi>{job.placeLabel}</bdi>
        {job.state !== 'draft' && <span>{say('web.jobs.applied', { count: total })}</span>}
        {job.hired > 0 && <span>{say('web.jobs.hired', { hired: job.hired, openings: job.openings })}</span>}
        {job.state === 'open' && <span>{say('web.jobs.days-left', { days: daysUntil(job.expiresAt, now) })}</span>}
      </p>
    </Card>
  )
}
