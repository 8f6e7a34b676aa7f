import { employerRoutes as routes } from '@rolecall/contract/api/employer-routes'
import type { DemoAccount, SessionView } from '@rolecall/contract/api/session'
import type { Text } from '@rolecall/text/format'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type SubmitEvent, useState } from 'react'
import { Link, useNavigate, useSearchParams } from 'react-router'
import { ApiProblem, call } from '../../api/client.ts'
import { sessionQuery } from '../../api/queries.ts'
import { PasskeySignIn } from '../../passkeys/passkey-sign-in.tsx'
import { problemText } from '../../text/problem-text.ts'
import { useSay, useText } from '../../text/use-text.tsx'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { ErrorSummary } from '../../ui/error-summary.tsx'
import { TextField } from '../../ui/field.tsx'
import { Page } from '../../ui/page.tsx'
import css from './sign-in-page.module.css'

/** E-mail and password, or a passkey; the same answer for known and unknown. In the demo its accounts stand beside. */
export const SignInPage = () => {
  const say = useSay()
  const text = useText()
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const arrive = useArrive()
  const signIn = useMutation({ mutationFn: signInBy, onSuccess: arrive })
  const { data: session } = useQuery(sessionQuery)
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (!signIn.isPending) signIn.mutate({ email, password })
  }
  const errors = signIn.error === null ? [] : [{ fieldId: 'email', message: refusalText(signIn.error, text) }]
  return (
    <Page title={say('web.sign-in.title')}>
      <div className={css.columns}>
        <form className={css.form} onSubmit={submit} noValidate>
          <ErrorSummary errors={errors} />
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
          <Button type="submit" look="primary" busy={signIn.isPending}>
            {say('web.sign-in.submit')}
          </Button>
          <PasskeySignIn
            as="employer"
            send={(credential) => call(routes.signInByPasskey, { body: { credential } })}
            onDone={arrive}
          />
          {session?.signUp && (
            <p className={css.ways}>
              <Link to="/forgotten">{say('web.sign-in.forgotten')}</Link>
              <Link to="/sign-up">{say('web.sign-in.sign-up')}</Link>
            </p>
          )}
        </form>
        {session?.demoAccounts && (
          <DemoAccounts accounts={session.demoAccounts} choose={(account) => signIn.mutate(account)} />
        )}
      </div>
    </Page>
  )
}

/** What cannot be an e-mail or a password is a wrong one: nothing tells which. One that is right can be too short for an employer. */
const refusalText = (error: Error, text: Text): string => {
  if (!(error instanceof ApiProblem) || error.code !== 'invalid-fields') return problemText(error, text)
  const isShort = error.errors.some(({ code }) => code === 'short-without-code')
  return text.say({ key: isShort ? 'web.sign-in.short' : 'problem.wrong-credentials' })
}

const signInBy = ({ email, password }: { email: string; password: string }) =>
  call(routes.signIn, { body: { email, password } })

/** Takes whoever was just signed in to where they wanted to go. */
const useArrive = () => {
  const client = useQueryClient()
  const navigate = useNavigate()
  const [search] = useSearchParams()
  return (session: SessionView) => {
    client.clear()
    client.setQueryData(sessionQuery.queryKey, session)
    navigate(safeNext(search.get('next')), { replace: true })
  }
}

/** A path of these pages, never another site. */
const safeNext = (next: string | null): string => (next !== null && /^\/(org_[\w/]*|account)$/.test(next) ? next : '/')

const DemoAccounts = (props: { accounts: readonly DemoAccount[]; choose: (account: DemoAccount) => void }) => {
  const say = useSay()
  return (
    <Card tone="check" as="aside" className={css.demo}>
      <h2>{say('web.sign-in.demo')}</h2>
      <p>{say('web.sign-in.demo-text')}</p>
      <ul className={css.accounts}>
        {props.accounts.map((account) => (
          <li key={account.email}>
            <div>
              <b>
                <bdi>{account.organisationName}</bdi>
              </b>
              <br />
              <span className={css.login}>{account.email}</span>
              <br />
              <span className={css.login}>{account.password}</span>
            </div>
            <Button onClick={() => props.choose(account)}>{say('web.sign-in.as', { name: account.name })}</Button>
          </li>
        ))}
      </ul>
    </Card>
  )
}
