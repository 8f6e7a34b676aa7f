import { CaseOutcome, ProfileReason } from '@rolecall/contract/api/cases'
import { routes } from '@rolecall/contract/api/routes'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../api/client.ts'
import { problemText } from '../../text/problem-text.ts'
import { useSay, useText } from '../../text/use-text.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Select, TextArea } from '../../ui/field.tsx'
import css from './cases.module.css'
import { useCaseAct } from './use-case-act.ts'
import { selector } from './words.ts'

/** What the agent does with the case besides writing: look at the answers, give it back, close it. */
export const CaseActions = ({ caseId }: { caseId: string }) => {
  const say = useSay()
  const text = useText()
  const [open, setOpen] = useState<'profile' | 'release' | 'close'>()
  const release = useCaseAct(() => call(routes.releaseCase, { params: { caseId } }))
  const close = () => setOpen(undefined)
  return (
    <>
      {release.error !== null && <p role="alert">{problemText(release.error, text)}</p>}
      <div className={css.actions}>
        <Button onClick={() => setOpen('profile')}>{say('web.cases.profile')}</Button>
        <Button busy={release.isPending} onClick={() => setOpen('release')}>
          {say('web.cases.release')}
        </Button>
        <Button onClick={() => setOpen('close')}>{say('web.cases.close')}</Button>
      </div>
      {open === 'profile' && <ProfileDialog caseId={caseId} onClose={close} />}
      {open === 'close' && <CloseDialog caseId={caseId} onClose={close} />}
      {open === 'release' && (
        <Dialog
          title={say('web.cases.release')}
          onClose={close}
          actions={
            <>
              <Button
                look="primary"
                onClick={() => {
                  close()
                  release.mutate(undefined)
                }}
              >
                {say('web.cases.release')}
              </Button>
              <Button onClick={close}>{say('web.operator.cancel')}</Button>
            </>
          }
        >
          <p>{say('web.cases.release-text')}</p>
        </Dialog>
      )}
    </>
  )
}

type Opened = { readonly caseId: string; readonly onClose: () => void }

const ProfileDialog = ({ caseId, onClose }: Opened) => {
  const say = useSay()
  const text = useText()
  const [reason, setReason] = useState<ProfileReason>('person-asked')
  const show = useMutation({
    mutationFn: () => call(routes.showCaseProfile, { params: { caseId }, body: { reason } }),
  })
  return (
    <Dialog
      title={say('web.cases.profile')}
      onClose={onClose}
      actions={
        <>
          <Button look="primary" busy={show.isPending} onClick={() => show.mutate()}>
            {say('web.cases.profile')}
          </Button>
          <Button onClick={onClose}>{say('web.operator.cancel')}</Button>
        </>
      }
    >
      <Select
        id="profile-reason"
        label={say('web.cases.profile-reason')}
        value={reason}
        options={ProfileReason.options.map((value) => ({
          value,
          label: say('web.cases.profile-reason-name', { reason: selector(value) }),
        }))}
        onChange={(event) => setReason(ProfileReason.catch('person-asked').parse(event.target.value))}
      />
      {show.error !== null && <p role="alert">{problemText(show.error, text)}</p>}
      {show.data !== undefined && <p role="status">{show.data.answers ?? say('web.cases.profile-none')}</p>}
    </Dialog>
  )
}

const CloseDialog = ({ caseId, onClose }: Opened) => {
  const say = useSay()
  const text = useText()
  const [outcome, setOutcome] = useState<CaseOutcome>('solved')
  const [note, setNote] = useState('')
  const end = useCaseAct(async () => {
    const body = { outcome, ...(note.trim() === '' ? {} : { note }) }
    await call(routes.closeCase, { params: { caseId }, body })
    onClose()
  })
  return (
    <Dialog
      title={say('web.cases.close')}
      onClose={onClose}
      actions={
        <>
          <Button look="primary" busy={end.isPending} onClick={() => end.mutate(undefined)}>
            {say('web.cases.close')}
          </Button>
          <Button onClick={onClose}>{say('web.operator.cancel')}</Button>
        </>
      }
    >
      <p>{say('web.cases.close-text')}</p>
      <Select
        id="outcome"
        label={say('web.cases.outcome')}
        value={outcome}
        options={CaseOutcome.options.map((value) => ({
          value,
          label: say('web.cases.outcome-name', { outcome: selector(value) }),
        }))}
        onChange={(event) => setOutcome(CaseOutcome.catch('solved').parse(event.target.value))}
      />
      <TextArea
        id="note"
        label={say('web.cases.note')}
        optional
        rows={3}
        maxLength={1000}
        value={note}
        onChange={(event) => setNote(event.target.value)}
      />
      {end.error !== null && <p role="alert">{problemText(end.error, text)}</p>}
    </Dialog>
  )
}
