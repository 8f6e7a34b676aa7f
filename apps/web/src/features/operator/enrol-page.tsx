import type { EnrolmentView } from '@rolecall/contract/api/operator'
import { routes } from '@rolecall/contract/api/routes'
import { useMutation, useQuery } from '@tanstack/react-query'
import { type SubmitEvent, useState } from 'react'
import { useLocation } from 'react-router'
import { ApiProblem, call } from '../../api/client.ts'
import { QrCode } from '../../document/qr-code.tsx'
import { knowsPasskeys, makePasskey } from '../../passkeys/ceremony.ts'
import { passkeyProblem } from '../../passkeys/passkey-problem.ts'
import { deviceName } from '../../text/device-name.ts'
import { problemText } from '../../text/problem-text.ts'
import { useSay, useText } from '../../text/use-text.tsx'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { ErrorSummary } from '../../ui/error-summary.tsx'
import { TextField } from '../../ui/field.tsx'
import { Page } from '../../ui/page.tsx'
import { EmptyState, Skeleton } from '../../ui/states.tsx'
import css from './operator.module.css'

/** Where a one-time link leads: a passkey, or a password and an authenticator app; and the recovery codes, told once. */
export const EnrolPage = () => {
  const say = useSay()
  // In the fragment, so that no server and no log ever sees it.
  const token = useLocation().hash.slice(1)
  const enrolment = useQuery({
    queryKey: ['enrolment', token],
    queryFn: () => call(routes.readEnrolment, { body: { token } }),
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
    enabled: token !== '',
  })
  const [enrolled, setEnrolled] = useState<Enrolled>()
  if (enrolled !== undefined) return <RecoveryCodes enrolled={enrolled} />
  if (enrolment.data !== undefined) return <EnrolForm token={token} enrolment={enrolment.data} done={setEnrolled} />
  if (enrolment.isLoading) return <Skeleton />
  return <EmptyState title={say('web.operator.enrol.ended')}>{say('web.operator.enrol.ended-text')}</EmptyState>
}

type Enrolled = { readonly by: 'app' | 'passkey'; readonly recoveryCodes: readonly string[] }

const EnrolForm = (props: { token: string; enrolment: EnrolmentView; done: (enrolled: Enrolled) => void }) => {
  const { token, enrolment, done } = props
  const say = useSay()
  const text = useText()
  const [password, setPassword] = useState('')
  const [code, setCode] = useState('')
  const finish = useMutation({
    mutationFn: () => call(routes.finishEnrolment, { body: { token, password, code } }),
    onSuccess: ({ recoveryCodes }) => done({ by: 'app', recoveryCodes }),
  })
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (!finish.isPending) finish.mutate()
  }
  const wrong = new Map(
    finish.error instanceof ApiProblem ? finish.error.errors.map(({ pointer, code }) => [pointer, code]) : [],
  )
  const refused = wrong.get('/password') === 'easy-password' ? 'web.operator.enrol.easy' : 'web.operator.enrol.short'
  const errors = [
    ...(wrong.has('/password') ? [{ fieldId: 'password', message: say(refused) }] : []),
    ...(wrong.has('/code') ? [{ fieldId: 'code', message: say('web.operator.enrol.wrong-code') }] : []),
  ]
  const other = finish.error === null ? [] : [{ fieldId: 'password', message: problemText(finish.error, text) }]
  return (
    <Page
      title={say('web.operator.enrol.title', { name: enrolment.name })}
      lead={say('web.operator.enrol.lead', { role: enrolment.role, email: enrolment.email })}
    >
      {knowsPasskeys() && <ByPasskey token={token} done={done} />}
      <form className={css.form} onSubmit={submit} noValidate>
        {knowsPasskeys() && <h2>{say('web.operator.enrol.other')}</h2>}
        <ErrorSummary errors={errors.length > 0 ? errors : other} />
        <TextField
          id="password"
          label={say('web.operator.enrol.password')}
          hint={say('web.operator.enrol.password-hint')}
          type="password"
          autoComplete="new-password"
          value={password}
          onChange={(event) => setPassword(event.target.value)}
        />
        <div className={css.app}>
          <p>{say('web.operator.enrol.app')}</p>
          <QrCode value={enrolment.totpUri} title={say('web.operator.enrol.qr')} />
          <p>
            {say('web.operator.enrol.secret')} <code>{enrolment.totpSecret}</code>
          </p>
        </div>
        <TextField
          id="code"
          label={say('web.operator.enrol.code')}
          inputMode="numeric"
          autoComplete="one-time-code"
          value={code}
          onChange={(event) => setCode(event.target.value)}
        />
        <Button type="submit" look="primary" busy={finish.isPending}>
          {say('web.operator.enrol.submit')}
        </Button>
      </form>
    </Page>
  )
}

/** The passkey is both factors: nothing else is to be chosen or kept. */
const ByPasskey = ({ token, done }: { token: string; done: (enrolled: Enrolled) => void }) => {
  const say = useSay()
  const text = useText()
  const enrol = useMutation({
    mutationFn: async () => {
      const credential = await makePasskey(await call(routes.beginEnrolmentPasskey, { body: { token } }))
      const name = deviceName(navigator.userAgent) ?? say('web.passkeys.one')
      return call(routes.finishEnrolmentByPasskey, { body: { token, name, credential } })
    },
    onSuccess: ({ recoveryCodes }) => done({ by: 'passkey', recoveryCodes }),
  })
  return (
    <section className={css.passkey}>
      <h2>{say('web.operator.enrol.passkey')}</h2>
      <p>{say('web.operator.enrol.passkey-text')}</p>
      <Button look="primary" busy={enrol.isPending} onClick={() => enrol.mutate()}>
        {say('web.passkeys.add')}
      </Button>
      {enrol.error !== null && <p role="alert">{passkeyProblem(enrol.error, text)}</p>}
    </section>
  )
}

const RecoveryCodes = ({ enrolled: { by, recoveryCodes: codes } }: { enrolled: Enrolled }) => {
  const say = useSay()
  return (
    <Page
      title={say('web.operator.recovery.title')}
      lead={say(by === 'passkey' ? 'web.operator.recovery.passkey' : 'web.operator.recovery.lead')}
    >
      <ul className={css.codes}>
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <ButtonLink href="/operator">{say('web.operator.recovery.done')}</ButtonLink>
    </Page>
  )
}
