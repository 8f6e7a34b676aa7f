import { employerRoutes as routes } from '@rolecall/contract/api/employer-routes'
import { call } from '../../api/client.ts'
import { SimpleForm } from '../../forms/simple-form.tsx'
import { useSay } from '../../text/use-text.tsx'
import { Page } from '../../ui/page.tsx'
import { useArrive } from './use-arrive.ts'
import { useLinkToken } from './use-link-token.ts'

/** The link of the mail, and the password that was chosen: together they make the account. */
export const ConfirmPage = () => {
  const say = useSay()
  const token = useLinkToken()
  const arrive = useArrive()
  return (
    <Page title={say('web.confirm.title')} lead={say('web.confirm.lead')}>
      <SimpleForm
        fields={[
          {
            id: 'password',
            label: say('web.sign-in.password'),
            type: 'password',
            autoComplete: 'current-password',
          },
        ]}
        submit={say('web.confirm.submit')}
        send={({ password = '' }) => call(routes.confirmSignUp, { body: { token, password } })}
        onDone={arrive}
      />
    </Page>
  )
}
