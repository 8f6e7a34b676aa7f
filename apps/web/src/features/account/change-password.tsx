import { employerRoutes as routes } from '@rolecall/contract/api/employer-routes'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../api/client.ts'
import { sessionsQuery } from '../../api/queries.ts'
import { readAnew } from '../../api/read-anew.ts'
import { SimpleForm, useNewPasswordField } from '../../forms/simple-form.tsx'
import { useSay } from '../../text/use-text.tsx'

/** The present password and the next; whoever is signed in elsewhere is signed out. */
export const ChangePassword = () => {
  const say = useSay()
  const client = useQueryClient()
  const next = useNewPasswordField()
  const [done, setDone] = useState(false)
  return (
    <>
      <p role="status">{say(done ? 'web.password.done' : 'web.password.lead')}</p>
      <SimpleForm
        fields={[
          {
            id: 'presentPassword',
            label: say('web.password.present'),
            type: 'password',
            autoComplete: 'current-password',
          },
          next,
        ]}
        submit={say('web.password.submit')}
        send={({ presentPassword = '', password = '' }) =>
          call(routes.changePassword, { body: { presentPassword, password } })
        }
        again
        onDone={() => {
          setDone(true)
          void readAnew(client, sessionsQuery.queryKey)
        }}
      />
    </>
  )
}
