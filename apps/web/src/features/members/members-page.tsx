import type { Member } from '@rolecall/contract/api/organisation'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from 'react-router'
import { membersQuery, sessionQuery } from '../../api/queries.ts'
import { dayText } from '../../applications/time-left.ts'
import { useSay, useText } from '../../text/use-text.tsx'
import { buttonClass } from '../../ui/button.tsx'
import { Page } from '../../ui/page.tsx'
import { QueryState } from '../../ui/query-state.tsx'
import rows from '../../ui/rows.module.css'
import { EmptyState } from '../../ui/states.tsx'
import { InviteColleague } from './invite-colleague.tsx'
import { MemberActions } from './member-actions.tsx'
import { OpenInvitations } from './open-invitations.tsx'

/** Who works in the organisation, and as what. An owner invites, changes roles and takes people out. */
export const MembersPage = () => {
  const say = useSay()
  const { organisationId = '' } = useParams()
  const session = useQuery(sessionQuery).data
  const owns = session?.organisations.some((each) => each.organisationId === organisationId && each.role === 'owner')
  return (
    <Page
      title={say('web.members.title')}
      lead={say('web.members.lead')}
      actions={
        owns && (
          <Link className={buttonClass('quiet')} to={`/${organisationId}/api-access`}>
            {say('web.api.title')}
          </Link>
        )
      }
    >
      <QueryState query={useQuery(membersQuery(organisationId))}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState title={say('web.members.empty')} />
          ) : (
            <ul className={rows.rows}>
              {items.map((member) => (
                <li key={member.userId}>
                  <MemberFacts member={member} />
                  {owns && <MemberActions member={member} />}
                </li>
              ))}
            </ul>
          )
        }
      </QueryState>
      {owns && <OpenInvitations organisationId={organisationId} />}
      {owns && session?.signUp && <InviteColleague organisationId={organisationId} />}
    </Page>
  )
}

const MemberFacts = ({ member }: { member: Member }) => {
  const say = useSay()
  const text = useText()
  return (
    <div className={rows.facts}>
      <h2>
        <bdi>{member.name}</bdi>
      </h2>
      <p>{say('web.members.role', { role: member.role, since: dayText(member.since, text, Date.now()) })}</p>
      <p>
        <bdi>{member.email}</bdi>
      </p>
    </div>
  )
}
