import { employerRoutes as routes } from '@rolecall/contract/api/employer-routes'
import { MemberRole } from '@rolecall/contract/api/organisation'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../api/client.ts'
import { openInvitationsQuery } from '../../api/queries.ts'
import { readAnew } from '../../api/read-anew.ts'
import { SimpleForm } from '../../forms/simple-form.tsx'
import { useSay } from '../../text/use-text.tsx'
import css from './members-page.module.css'

/** An e-mail and a role; they are a member once they follow the link of the mail. */
export const InviteColleague = ({ organisationId }: { organisationId: string }) => {
  const say = useSay()
  const client = useQueryClient()
  const [sentTo, setSentTo] = useState<string>()
  const roles = (['recruiter', 'reviewer', 'owner'] as const).map((value) => ({
    value,
    label: say('web.members.role-and-rights', { role: value }),
  }))
  return (
    <section className={css.invite}>
      <h2>{say('web.members.invite')}</h2>
      <p role="status">
        {sentTo === undefined ? say('web.members.invite-lead') : say('web.members.invited', { email: sentTo })}
      </p>
      <SimpleForm
        fields={[
          { id: 'email', label: say('web.sign-in.email'), type: 'email', autoComplete: 'off' },
          { id: 'role', label: say('web.members.as'), options: roles },
        ]}
        submit={say('web.members.invite-submit')}
        send={({ email = '', role }, key) =>
          call(routes.inviteMember, {
            params: { organisationId },
            key,
            body: { email: email.trim(), role: MemberRole.parse(role) },
          })
        }
        again
        onDone={(_, { email }) => {
          setSentTo(email)
          void readAnew(client, openInvitationsQuery(organisationId).queryKey)
        }}
      />
    </section>
  )
}
