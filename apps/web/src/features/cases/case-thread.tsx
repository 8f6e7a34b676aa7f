import type { CaseMessage, CaseView } from '@rolecall/contract/api/cases'
import { routes } from '@rolecall/contract/api/routes'
import { type SubmitEvent, useState } from 'react'
import { call } from '../../api/client.ts'
import { momentText } from '../../applications/time-left.ts'
import { useRequestKey } from '../../forms/use-request-key.ts'
import { problemText } from '../../text/problem-text.ts'
import { useSay, useText } from '../../text/use-text.tsx'
import { Button } from '../../ui/button.tsx'
import { classNames } from '../../ui/class-names.ts'
import { TextArea } from '../../ui/field.tsx'
import css from './cases.module.css'
import { useCaseAct } from './use-case-act.ts'

type Chat = NonNullable<CaseView['chat']>

/** What was said, whom the person's messages reach, and where the agent writes. */
export const CaseThread = ({ item, chat }: { item: CaseView; chat: Chat }) => {
  const say = useSay()
  return (
    <>
      <p className={css.small}>
        {say('web.cases.stage', { stage: chat.stage })}
        {chat.stage === 'registering' && ` · ${say('web.cases.question', { question: chat.question ?? 'none' })}`}
      </p>
      <div role="log" aria-label={item.name ?? say('web.cases.nameless')}>
        <ol className={css.thread}>
          {chat.messages.map((message) => (
            <Message key={message.id} message={message} />
          ))}
        </ol>
      </div>
      <p role="status">{say(chat.with === 'agent' ? 'web.cases.with-agent' : 'web.cases.with-bot')}</p>
      <Answer caseId={item.id} chat={chat} />
    </>
  )
}

const Message = ({ message }: { message: CaseMessage }) => {
  const say = useSay()
  const text = useText()
  const { from, kind, at, delivery } = message
  return (
    <li className={classNames(css.message, from === 'agent' && css.agent, from === 'person' && css.person)}>
      <span className={css.small}>
        {say('web.cases.from', { from })} · {momentText(at, text)}
        {delivery !== undefined && ` · ${say('web.cases.delivery', { state: delivery })}`}
      </span>
      {kind === 'private' && <i>{say('web.cases.private')}</i>}
      {kind !== 'text' && kind !== 'private' && <i>{say('web.cases.kind', { kind })}</i>}
      {message.text !== '' && <bdi>{message.text}</bdi>}
    </li>
  )
}

const Answer = ({ caseId, chat }: { caseId: string; chat: Chat }) => {
  const say = useSay()
  if (chat.stopped) return <p>{say('web.cases.stopped')}</p>
  if (!chat.windowOpen) return <Invite caseId={caseId} invitedAt={chat.invitedAt} />
  return chat.with === 'bot' ? <Join caseId={caseId} /> : <Write caseId={caseId} />
}

const Write = ({ caseId }: { caseId: string }) => {
  const say = useSay()
  const text = useText()
  const [message, setMessage] = useState('')
  const key = useRequestKey()
  const send = useCaseAct(async (said: string) => {
    await call(routes.sendCaseMessage, { params: { caseId }, body: { text: said }, key: key.of(said) })
    key.done()
    setMessage('')
  })
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (message.trim() !== '' && !send.isPending) send.mutate(message)
  }
  return (
    <form className={css.form} onSubmit={submit}>
      <TextArea
        id="message"
        label={say('web.cases.message')}
        rows={3}
        maxLength={1000}
        value={message}
        onChange={(event) => setMessage(event.target.value)}
      />
      {send.error !== null && <p role="alert">{problemText(send.error, text)}</p>}
      <div className={css.actions}>
        <Button type="submit" look="primary" busy={send.isPending}>
          {say('web.cases.send')}
        </Button>
      </div>
    </form>
  )
}

const Join = ({ caseId }: { caseId: string }) => {
  const say = useSay()
  const text = useText()
  const join = useCaseAct(() => call(routes.takeCase, { params: { caseId }, body: { reason: 'knows-person' } }))
  return (
    <div className={css.actions}>
      {join.error !== null && <p role="alert">{problemText(join.error, text)}</p>}
      <Button look="primary" busy={join.isPending} onClick={() => join.mutate(undefined)}>
        {say('web.cases.join')}
      </Button>
    </div>
  )
}

const Invite = ({ caseId, invitedAt }: { caseId: string; invitedAt: string | undefined }) => {
  const say = useSay()
  const text = useText()
  const invite = useCaseAct(() => call(routes.inviteToWrite, { params: { caseId } }))
  return (
    <div className={css.form}>
      <p>{say('web.cases.window')}</p>
      {invitedAt !== undefined && (
        <p role="status">{say('web.cases.invited', { since: momentText(invitedAt, text) })}</p>
      )}
      {invite.error !== null && <p role="alert">{problemText(invite.error, text)}</p>}
      <div className={css.actions}>
        <Button busy={invite.isPending} onClick={() => invite.mutate(undefined)}>
          {say('web.cases.invite')}
        </Button>
      </div>
    </div>
  )
}
