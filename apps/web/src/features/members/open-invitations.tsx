import { employerRoutes as routes } from '@rolecall/contract/api/employer-routes'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { call } from '../../api/client.ts'
import { openInvitationsQuery } from '../../api/queries.ts'
import { readAnew } from '../../api/read-anew.ts'
import { dayText } from '../../applications/time-left.ts'
import { problemText } from '../../text/problem-text.ts'
import { useSay, useText } from '../../text/use-text.tsx'
import { Button } from '../../ui/button.tsx'
import rows from '../../ui/rows.module.css'
import css from './members-page.module.css'

/** Who was invited and did not follow the link yet; nothing where there is nobody. */
export const OpenInvitations = ({ organisationId }: { organisationId: string }) => {
  const say = useSay()
  const text = useText()
  const client = useQueryClient()
  const { queryKey } = openInvitationsQuery(organisationId)
  const items = useQuery(openInvitationsQuery(organisationId)).data?.items ?? []
  const withdraw = useMutation({
    mutationFn: (invitationId: string) => call(routes.withdrawInvitation, { params: { organisationId, invitationId } }),
    onSettled: () => readAnew(client, queryKey),
  })
  if (items.length === 0) return null
  return (
    <section className={css.invite}>
      <h2>{say('web.members.open')}</h2>
      {withdraw.error !== null && (
        <p role="alert" className={rows.refused}>
          {problemText(withdraw.error, text)}
        </p>
      )}
      <ul className={rows.rows}>
        {items.map(({ invitationId, email, role, until }) => (
          <li key={invitationId}>
            <div className={rows.facts}>
              <h3>
                <bdi>{email}</bdi>
              </h3>
              <p>{say('web.members.open-until', { role, until: dayText(until, text, Date.now()) })}</p>
            </div>
            <Button
              look="quiet"
              aria-label={say('web.members.withdraw-of', { email })}
              busy={withdraw.isPending && withdraw.variables === invitationId}
              onClick={() => withdraw.mutate(invitationId)}
            >
              {say('web.members.withdraw')}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  )
}
