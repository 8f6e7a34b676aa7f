import type { StaffView } from '@rolecall/contract/api/operator'
import { routes } from '@rolecall/contract/api/routes'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type SubmitEvent, useState } from 'react'
import { useNavigate } from 'react-router'
import { ApiProblem, call } from '../../api/client.ts'
import { staffSessionQuery } from '../../api/operator-queries.ts'
import { PasskeySignIn } from '../../passkeys/passkey-sign-in.tsx'
import { problemText } from '../../text/problem-text.ts'
import { useSay, useText } from '../../text/use-text.tsx'
import { Button } from '../../ui/button.tsx'
import { ErrorSummary } from '../../ui/error-summary.tsx'
import { TextField } from '../../ui/field.tsx'
import { Page } from '../../ui/page.tsx'
import css from './operator.module.css'

/** A passkey; or e-mail, password and second factor, all at once: which of them was wrong is not told. */
export const StaffSignInPage = () => {
  const say = useSay()
  const text = useText()
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const [code, setCode] = useState('')
  const client = useQueryClient()
  const navigate = useNavigate()
  const arrive = (view: StaffView) => {
    client.clear()
    client.setQueryData(staffSessionQuery.queryKey, view)
    navigate('/', { replace: true })
  }
  const signIn = useMutation({
    mutationFn: () => call(routes.staffSignIn, { body: { email, password, code } }),
    onSuccess: arrive,
  })
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (!signIn.isPending) signIn.mutate()
  }
  const wrong = signIn.error instanceof ApiProblem && signIn.error.status < 429 && signIn.error.status > 0
  const message = wrong ? say('web.operator.sign-in.wrong') : problemText(signIn.error, text)
  return (
    <Page title={say('web.operator.sign-in.title')} lead={say('web.operator.sign-in.lead')}>
      <form className={css.form} onSubmit={submit} noValidate>
        <ErrorSummary errors={signIn.error === null ? [] : [{ fieldId: 'email', message }]} />
        <TextField
          id="email"
          label={say('web.sign-in.email')}
          type="email"
          autoComplete="username"
          value={email}
          onChange={(event) => setEmail(event.target.value)}
        />
        <TextField
          id="password"
          label={say('web.sign-in.password')}
          type="password"
          autoComplete="current-password"
          value={password}
          onChange={(event) => setPassword(event.target.value)}
        />
        <TextField
          id="code"
          label={say('web.operator.sign-in.code')}
          hint={say('web.operator.sign-in.code-hint')}
          autoComplete="one-time-code"
          value={code}
          onChange={(event) => setCode(event.target.value)}
        />
        <Button type="submit" look="primary" busy={signIn.isPending}>
          {say('web.sign-in.submit')}
        </Button>
        <PasskeySignIn
          as="staff"
          send={(credential) => call(routes.staffSignInByPasskey, { body: { credential } })}
          onDone={arrive}
        />
      </form>
    </Page>
  )
}
