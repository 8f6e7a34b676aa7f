import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from 'react-router'
import { jobsQuery } from '../../api/queries.ts'
import { useSay } from '../../text/use-text.tsx'
import { buttonClass } from '../../ui/button.tsx'
import { Page } from '../../ui/page.tsx'
import { QueryState } from '../../ui/query-state.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { JobCard } from './job-card.tsx'
import { byUrgency, waitingIn } from './job-order.ts'
import css from './jobs-page.module.css'

/** First who waits for an answer, oldest on top. */
export const JobsPage = () => {
  const say = useSay()
  const { organisationId = '' } = useParams()
  const query = useQuery(jobsQuery(organisationId))
  const jobs = byUrgency(query.data ?? [])
  const [first] = jobs
  const waiting = waitingIn(jobs)
  const title = query.data === undefined ? say('web.jobs.title') : say('web.jobs.waiting', { count: waiting })
  const post = (
    <Link className={buttonClass(waiting > 0 ? 'secondary' : 'primary')} to="jobs/new">
      {say('web.jobs.post')}
    </Link>
  )
  const bring = (
    <p>
      {/* A document of its own: its sentences come with it. */}
      <Link to="jobs/import" reloadDocument>
        {say('web.jobs.import')}
      </Link>
    </p>
  )
  const answer = first && waiting > 0 && (
    <Link className={buttonClass('primary')} to={`jobs/${first.id}`}>
      {say('web.jobs.answer')}
    </Link>
  )
  return (
    <Page
      title={title}
      main={
        <>
          {answer}
          {post}
        </>
      }
    >
      <QueryState query={query}>
        {() =>
          jobs.length === 0 ? (
            <EmptyState title={say('web.jobs.empty')} action={post}>
              {say('web.jobs.empty-text')}
            </EmptyState>
          ) : (
            <ul className={css.list}>
              {jobs.map((job) => (
                <JobCard key={job.id} job={job} />
              ))}
            </ul>
          )
        }
      </QueryState>
      {query.data !== undefined && bring}
    </Page>
  )
}
