import { employerRoutes as routes } from '@rolecall/contract/api/employer-routes'
import { useState } from 'react'
import { Link } from 'react-router'
import { call } from '../../api/client.ts'
import { SimpleForm, useNewPasswordField } from '../../forms/simple-form.tsx'
import { useSay } from '../../text/use-text.tsx'
import { buttonClass } from '../../ui/button.tsx'
import { Page } from '../../ui/page.tsx'
import css from './account.module.css'
import { useLinkToken } from './use-link-token.ts'

/** Sets a new password by the link of a mail. */
export const NewPasswordPage = () => {
  const say = useSay()
  const token = useLinkToken()
  const password = useNewPasswordField()
  const [done, setDone] = useState(false)
  if (done)
    return (
      <Page title={say('web.new-password.done')} lead={say('web.new-password.done-text')}>
        <Link className={buttonClass('primary')} to="/sign-in">
          {say('web.sign-in.title')}
        </Link>
      </Page>
    )
  return (
    <Page title={say('web.new-password.title')} lead={say('web.new-password.lead')}>
      <SimpleForm
        fields={[password]}
        submit={say('web.new-password.submit')}
        send={({ password = '' }) => call(routes.resetPassword, { body: { token, password } })}
        onDone={() => setDone(true)}
      />
      <p className={css.more}>
        <Link to="/forgotten">{say('web.new-password.again')}</Link>
      </p>
    </Page>
  )
}
