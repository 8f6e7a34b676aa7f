import type { EmployerJob } from '@rolecall/contract/api/employer-jobs'
import { useState } from 'react'
import { Link } from 'react-router'
import { problemText } from '../../text/problem-text.ts'
import { useSay, useText } from '../../text/use-text.tsx'
import { Button, buttonClass } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Menu } from '../../ui/menu.tsx'
import { useChangeState } from './use-change-state.ts'

/** Edit, pause, close: what else the job's state allows. */
export const JobActions = ({ job }: { job: EmployerJob }) => {
  const say = useSay()
  const text = useText()
  const [closing, setClosing] = useState(false)
  const change = useChangeState(job)
  const runs = job.state === 'open' || job.state === 'paused'
  if (job.state === 'closed') return null
  return (
    <>
      <Menu label={say('web.job.change')}>
        <Link className={buttonClass('quiet')} to={`/${job.organisationId}/jobs/${job.id}/edit`}>
          {say('web.job.edit')}
        </Link>
        {job.state === 'open' && (
          <Button look="quiet" busy={change.isPending} onClick={() => change.mutate({ state: 'paused' })}>
            {say('web.job.pause')}
          </Button>
        )}
        {runs && (
          <Button look="danger" onClick={() => setClosing(true)}>
            {say('web.job.close')}
          </Button>
        )}
      </Menu>
      {change.error !== null && <p role="alert">{problemText(change.error, text)}</p>}
      {closing && (
        <CloseDialog job={job} close={() => change.mutate({ state: 'closed' })} onClose={() => setClosing(false)} />
      )}
    </>
  )
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
