import type { EmployerJob } from '@rolecall/contract/api/employer-jobs'
import { useQuery } from '@tanstack/react-query'
import { NavLink, Outlet, useParams } from 'react-router'
import { jobQuery } from '../../api/queries.ts'
import { daysUntil } from '../../applications/time-left.ts'
import { Labelled } from '../../text/labels.tsx'
import { useSay, useText } from '../../text/use-text.tsx'
import { Page } from '../../ui/page.tsx'
import { QueryState } from '../../ui/query-state.tsx'
import { JobActions } from './job-actions.tsx'
import css from './job-layout.module.css'
import { JobStateChip } from './job-state-chip.tsx'
import { NextStep } from './next-step.tsx'

/** A job's pages: what it is, what can be done with it, who applied, who fits, what it says. */
export const JobLayout = () => {
  const { organisationId = '', jobId = '' } = useParams()
  return (
    <QueryState query={useQuery(jobQuery(organisationId, jobId))}>
      {(job) => (
        <Labelled labels={job.labels}>
          <Page
            title={job.title}
            lead={<Lead job={job} />}
            main={<NextStep job={job} />}
            actions={<JobActions job={job} />}
          >
            <Tabs job={job} />
            <Outlet />
          </Page>
        </Labelled>
      )}
    </QueryState>
  )
}

const Lead = ({ job }: { job: EmployerJob }) => {
  const say = useSay()
  const text = useText()
  return (
    <span className={css.lead}>
      <JobStateChip state={job.state} />
      <bdi>{text.pay(job.posting.pay)}</bdi>
      <bdi>{job.placeLabel}</bdi>
      {job.state === 'open' && <span>{say('web.jobs.days-left', { days: daysUntil(job.expiresAt, Date.now()) })}</span>}
      <span>{say('web.jobs.hired', { hired: job.hired, openings: job.openings })}</span>
    </span>
  )
}

const Tabs = ({ job }: { job: EmployerJob }) => {
  const say = useSay()
  const { organisationId = '' } = useParams()
  const base = `/${organisationId}/jobs/${job.id}`
  return (
    <nav className={css.tabs} aria-label={say('web.job.tabs')}>
      <NavLink to={base} end>
        {say('web.job.tab-applied', { count: job.applications.total })}
      </NavLink>
      <NavLink to={`${base}/matches`}>{say('web.job.tab-fits')}</NavLink>
      <NavLink to={`${base}/posting`}>{say('web.job.tab-posting')}</NavLink>
    </nav>
  )
}
