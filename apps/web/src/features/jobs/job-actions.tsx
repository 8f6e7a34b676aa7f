import type { EmployerJob } from '@rolecall/contract/api/employer-jobs'
import { routes } from '@rolecall/contract/api/routes'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Link, useParams } from 'react-router'
import { call } from '../../api/client.ts'
import { readAgain } from '../../api/live-updates.ts'
import { jobQuery } from '../../api/queries.ts'
import { problemText } from '../../text/problem-text.ts'
import { useSay, useText } from '../../text/use-text.tsx'
import { Button, buttonClass } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'

type Change = { readonly state: 'open' | 'paused' | 'closed'; readonly reason?: string }

/** Edit, publish, pause, resume, close: what the job's state allows. */
export const JobActions = ({ job }: { job: EmployerJob }) => {
  const say = useSay()
  const text = useText()
  const [closing, setClosing] = useState(false)
  const change = useChangeState(job)
  const button = (state: Change['state'], label: string) => (
    <Button busy={change.isPending} onClick={() => change.mutate({ state })}>
      {label}
    </Button>
  )
  return (
    <>
      {job.state !== 'closed' && (
        <Link className={buttonClass('secondary')} to={`/${job.organisationId}/jobs/${job.id}/edit`}>
          {say('web.job.edit')}
        </Link>
      )}
      {job.state === 'open' && button('paused', say('web.job.pause'))}
      {job.state === 'paused' && button('open', say('web.job.resume'))}
      {(job.state === 'open' || job.state === 'paused') && (
        <Button look="danger" onClick={() => setClosing(true)}>
          {say('web.job.close')}
        </Button>
      )}
      {change.error !== null && <p role="alert">{problemText(change.error, text)}</p>}
      {closing && (
        <CloseDialog job={job} close={() => change.mutate({ state: 'closed' })} onClose={() => setClosing(false)} />
      )}
    </>
  )
}

const useChangeState = (job: EmployerJob) => {
  const client = useQueryClient()
  const { organisationId = '' } = useParams()
  return useMutation({
    mutationFn: (body: Change) => call(routes.setJobState, { params: { organisationId, jobId: job.id }, body }),
    onSuccess: (changed) => {
      client.setQueryData(jobQuery(organisationId, job.id).queryKey, changed)
      readAgain(client, organisationId, { type: 'job', jobId: job.id })
    },
  })
}

const CloseDialog = (props: { job: EmployerJob; close: () => void; onClose: () => void }) => {
  const say = useSay()
  const { job, close, onClose } = props
  const confirm = () => {
    close()
    onClose()
  }
  return (
    <Dialog
      title={say('web.job.close-title')}
      onClose={onClose}
      actions={
        <>
          <Button look="danger" onClick={confirm}>
            {say('web.job.close')}
          </Button>
          <Button look="quiet" onClick={onClose}>
            {say('web.cancel')}
          </Button>
        </>
      }
    >
      <p>{say('web.job.close-text', { count: job.applications.waiting })}</p>
    </Dialog>
  )
}
