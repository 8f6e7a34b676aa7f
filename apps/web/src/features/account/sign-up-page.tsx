import { employerRoutes as routes } from '@rolecall/contract/api/employer-routes'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link } from 'react-router'
import { call } from '../../api/client.ts'
import { sessionQuery } from '../../api/queries.ts'
import { type FormField, SimpleForm, useNewPasswordField } from '../../forms/simple-form.tsx'
import { useSay, useText } from '../../text/use-text.tsx'
import { Page } from '../../ui/page.tsx'
import { QueryState } from '../../ui/query-state.tsx'
import { EmptyState } from '../../ui/states.tsx'
import css from './account.module.css'
import { MailSent } from './mail-sent.tsx'

/** An account and an organisation; both are made once the e-mail is confirmed. */
export const SignUpPage = () => {
  const say = useSay()
  const [sentTo, setSentTo] = useState<string>()
  const session = useQuery(sessionQuery)
  if (sentTo !== undefined) return <MailSent to={sentTo}>{say('web.sign-up.sent-text')}</MailSent>
  return (
    <QueryState query={session}>
      {({ signUp }) =>
        signUp === undefined ? (
          <EmptyState title={say('web.sign-up.off')}>{say('problem.mail-off')}</EmptyState>
        ) : (
          <Page title={say('web.sign-up.title')} lead={say('web.sign-up.lead')}>
            <SignUpForm countries={signUp.countries} onSent={setSentTo} />
            <p className={css.more}>
              {say('web.sign-up.have-account')} <Link to="/sign-in">{say('web.sign-in.title')}</Link>
            </p>
          </Page>
        )
      }
    </QueryState>
  )
}

const SignUpForm = ({ countries, onSent }: { countries: readonly string[]; onSent: (to: string) => void }) => {
  const say = useSay()
  const { language } = useText()
  const password = useNewPasswordField()
  const names = new Intl.DisplayNames([language], { type: 'region' })
  const fields: readonly FormField[] = [
    { id: 'email', label: say('web.sign-in.email'), type: 'email', autoComplete: 'username' },
    { id: 'name', label: say('web.account.name'), autoComplete: 'name' },
    password,
    { id: 'organisationName', label: say('web.sign-up.organisation'), autoComplete: 'organization' },
    {
      id: 'country',
      label: say('web.sign-up.country'),
      options: countries.map((value) => ({ value, label: names.of(value) ?? value })),
    },
  ]
  return (
    <SimpleForm
      fields={fields}
      submit={say('web.sign-up.submit')}
      send={({ email = '', name = '', password = '', organisationName = '', country = '' }, key) =>
        call(routes.signUp, {
          body: { email: email.trim(), name, password, organisationName, country, language },
          key,
        })
      }
      onDone={(_, { email = '' }) => onSent(email)}
    />
  )
}
