import { employerRoutes as routes } from '@rolecall/contract/api/employer-routes'
import { useState } from 'react'
import { call } from '../../api/client.ts'
import { SimpleForm } from '../../forms/simple-form.tsx'
import { useSay } from '../../text/use-text.tsx'
import { Page } from '../../ui/page.tsx'
import { MailSent } from './mail-sent.tsx'

/** Asks for a link to a new password. */
export const ForgottenPage = () => {
  const say = useSay()
  const [sentTo, setSentTo] = useState<string>()
  if (sentTo !== undefined) return <MailSent to={sentTo}>{say('web.forgotten.sent-text')}</MailSent>
  return (
    <Page title={say('web.forgotten.title')} lead={say('web.forgotten.lead')}>
      <SimpleForm
        fields={[{ id: 'email', label: say('web.sign-in.email'), type: 'email', autoComplete: 'username' }]}
        submit={say('web.forgotten.submit')}
        send={({ email = '' }, key) => call(routes.forgotPassword, { body: { email: email.trim() }, key })}
        onDone={(_, { email = '' }) => setSentTo(email)}
      />
    </Page>
  )
}
