import type { EmployerJob } from '@rolecall/contract/api/employer-jobs'
import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { jobApplicationsQuery } from '../../api/queries.ts'
import { problemText } from '../../text/problem-text.ts'
import { useSay, useText } from '../../text/use-text.tsx'
import { Button, buttonClass } from '../../ui/button.tsx'
import { longestWaiting } from './job-order.ts'
import { useChangeState } from './use-change-state.ts'

/** The one thing to do next with a job: answer who waits longest, or open it again. */
export const NextStep = ({ job }: { job: EmployerJob }) => {
  const say = useSay()
  const { data = [] } = useQuery(jobApplicationsQuery(job.organisationId, job.id))
  const next = longestWaiting(data)
  if (next !== undefined)
    return (
      <Link className={buttonClass('primary')} to={`/${job.organisationId}/applications/${next.id}`}>
        {say('web.job.next-person', { name: next.firstName })}
      </Link>
    )
  return job.state === 'paused' ? <Resume job={job} /> : null
}

const Resume = ({ job }: { job: EmployerJob }) => {
  const say = useSay()
  const text = useText()
  const change = useChangeState(job)
  return (
    <>
      {change.error !== null && <p role="alert">{problemText(change.error, text)}</p>}
      <Button look="primary" busy={change.isPending} onClick={() => change.mutate({ state: 'open' })}>
        {say('web.job.resume')}
      </Button>
    </>
  )
}
