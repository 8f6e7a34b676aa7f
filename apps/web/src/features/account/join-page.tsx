import { employerRoutes as routes } from '@rolecall/contract/api/employer-routes'
import { useQuery } from '@tanstack/react-query'
import { call } from '../../api/client.ts'
import { type FormField, SimpleForm, useNewPasswordField } from '../../forms/simple-form.tsx'
import { useSay, useText } from '../../text/use-text.tsx'
import { Page } from '../../ui/page.tsx'
import { QueryState } from '../../ui/query-state.tsx'
import { useArrive } from './use-arrive.ts'
import { useLinkToken } from './use-link-token.ts'

/** An invitation: who invites, and the password of the account there is or is to be. */
export const JoinPage = () => {
  const say = useSay()
  const { language } = useText()
  const token = useLinkToken()
  const arrive = useArrive()
  const newPassword = useNewPasswordField()
  const invitation = useQuery({
    queryKey: ['invitation', token],
    queryFn: () => call(routes.readMemberInvitation, { body: { token } }),
    // Once it is used up the question would be refused, while the page still stands.
    staleTime: Number.POSITIVE_INFINITY,
  })
  const present: FormField = {
    id: 'password',
    label: say('web.sign-in.password'),
    type: 'password',
    autoComplete: 'current-password',
  }
  const name: FormField = { id: 'name', label: say('web.account.name'), autoComplete: 'name' }
  return (
    <QueryState query={invitation}>
      {({ organisationName, email, role, known }) => (
        <Page
          title={say('web.join.title', { organisation: organisationName })}
          lead={say(known ? 'web.join.lead-known' : 'web.join.lead', { email, role })}
        >
          <SimpleForm
            fields={known ? [present] : [name, newPassword]}
            submit={say('web.join.submit')}
            send={({ password = '', name }) =>
              call(routes.joinOrganisation, { body: { token, password, language, ...(known ? {} : { name }) } })
            }
            onDone={arrive}
          />
        </Page>
      )}
    </QueryState>
  )
}
