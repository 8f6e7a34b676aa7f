import type { ApplicationView, MoveBody, MoveResult } from '@rolecall/contract/api/applications'
import { NotSelectedReason } from '@rolecall/contract/application'
import { useState } from 'react'
import { problemText } from '../text/problem-text.ts'
import { useSay, useText } from '../text/use-text.tsx'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Select, TextField } from '../ui/field.tsx'
import css from './move-dialog.module.css'
import { stageKey } from './stages.ts'
import { momentText } from './time-left.ts'
import { useMove, usePreview } from './use-move.ts'

type MoveState = MoveBody['state']
const isMove = (state: string): state is MoveState => state !== 'new' && state !== 'withdrawn'

/** Where to, why, and what the person will read, before anything happens. */
export const MoveDialog = ({ application, onClose }: { application: ApplicationView; onClose: () => void }) => {
  const say = useSay()
  const moves = application.moves.filter(isMove)
  const [state, setState] = useState<MoveState | undefined>(moves[0])
  const [reason, setReason] = useState<NotSelectedReason | ''>('')
  const [note, setNote] = useState('')
  const move = useMove(application, onClose)
  const body = state === undefined ? undefined : bodyOf(state, reason, note)
  const title = say('web.move.title', { name: application.firstName })
  return (
    <Dialog title={title} onClose={onClose} actions={<Actions body={body} move={move} onClose={onClose} />}>
      {state === undefined ? (
        <p>{say('web.move.none')}</p>
      ) : (
        <>
          <Select
            id="move-to"
            label={say('web.move.to')}
            value={state}
            options={moves.map((value) => ({ value, label: say(stageKey(value)) }))}
            onChange={({ target }) => setState(moves.find((each) => each === target.value))}
          />
          {state === 'not-selected' && <ReasonSelect value={reason} onChange={setReason} />}
          <TextField
            id="move-note"
            label={say('web.move.note')}
            hint={say('web.move.note-hint')}
            optional
            maxLength={500}
            value={note}
            onChange={({ target }) => setNote(target.value)}
          />
          <Preview application={application} body={body} />
        </>
      )}
    </Dialog>
  )
}

/** Undefined as long as something is missing: a rejection without its reason. */
const bodyOf = (state: MoveState, reason: NotSelectedReason | '', note: string): MoveBody | undefined => {
  if (state === 'not-selected' && reason === '') return undefined
  return {
    state,
    preview: false,
    ...(state === 'not-selected' && reason !== '' ? { reason } : {}),
    ...(note.trim() === '' ? {} : { note: note.trim() }),
  }
}

const ReasonSelect = (props: { value: NotSelectedReason | ''; onChange: (reason: NotSelectedReason | '') => void }) => {
  const say = useSay()
  const reasons = NotSelectedReason.options.map((value) => ({ value, label: say(`web.not-selected.${value}`) }))
  return (
    <Select
      id="move-reason"
      label={say('web.move.reason')}
      hint={say('web.move.reason-hint')}
      required
      value={props.value}
      options={[{ value: '', label: say('web.move.choose') }, ...reasons]}
      onChange={({ target }) => props.onChange(NotSelectedReason.options.find((each) => each === target.value) ?? '')}
    />
  )
}

const Preview = ({ application, body }: { application: ApplicationView; body: MoveBody | undefined }) => {
  const say = useSay()
  const text = useText()
  const preview = usePreview(application, body)
  if (body === undefined) return <p className={css.when}>{say('web.move.reason-first')}</p>
  return (
    <section className={css.preview} aria-live="polite" aria-label={say('web.move.preview')}>
      <h3>{say('web.move.preview')}</h3>
      {preview.error !== null && <p className={css.error}>{problemText(preview.error, text)}</p>}
      {preview.data && <Message message={preview.data.message} />}
    </section>
  )
}

const Message = ({ message }: { message: MoveResult['message'] }) => {
  const say = useSay()
  const text = useText()
  return (
    <>
      <p className={css.bubble} lang={message.language} dir="auto">
        {message.text}
      </p>
      <p className={css.when}>{say('web.move.when', { when: momentText(message.tellAt, text) })}</p>
    </>
  )
}

const Actions = (props: { body: MoveBody | undefined; move: ReturnType<typeof useMove>; onClose: () => void }) => {
  const say = useSay()
  const text = useText()
  const { body, move, onClose } = props
  return (
    <>
      {move.error !== null && <p role="alert">{problemText(move.error, text)}</p>}
      <Button
        look={body?.state === 'not-selected' ? 'danger' : 'primary'}
        disabled={body === undefined}
        busy={move.isPending}
        onClick={() => body !== undefined && move.mutate(body)}
      >
        {say('web.move.submit')}
      </Button>
      <Button look="quiet" onClick={onClose}>
        {say('web.cancel')}
      </Button>
    </>
  )
}
