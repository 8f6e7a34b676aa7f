import type { ApplicationView } from '@rolecall/contract/api/applications'
import { MessageText, maxMessageLength } from '@rolecall/contract/message'
import { type SubmitEvent, useState } from 'react'
import { problemText } from '../../text/problem-text.ts'
import { useSay, useText } from '../../text/use-text.tsx'
import { Button } from '../../ui/button.tsx'
import { TextArea } from '../../ui/field.tsx'
import css from './thread.module.css'
import { useSend } from './use-thread.ts'

/** As many as may be written before an answer; said once one of them is. */
const most = 3

/** Writes to the person; what was typed stays until it has left. */
export const Composer = ({ application, left }: { application: ApplicationView; left: number }) => {
  const say = useSay()
  const text = useText()
  const [typed, setTyped] = useState('')
  const send = useSend(application.id, () => setTyped(''))
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    const said = MessageText.safeParse(typed)
    if (said.success && !send.isPending) send.mutate(said.data)
  }
  return (
    <form className={css.composer} onSubmit={submit}>
      <TextArea
        id="message"
        label={say('web.messages.write', { name: application.firstName })}
        hint={left < most ? say('web.messages.write-left', { left }) : say('web.messages.write-hint')}
        error={send.error === null ? undefined : problemText(send.error, text)}
        rows={3}
        maxLength={maxMessageLength}
        value={typed}
        onChange={({ target }) => setTyped(target.value)}
      />
      <Button type="submit" look="primary" disabled={typed.trim() === ''} busy={send.isPending}>
        {say('web.messages.send')}
      </Button>
    </form>
  )
}
