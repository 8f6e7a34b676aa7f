import { useQuery } from '@tanstack/react-query'
import { useParams } from 'react-router'
import { membersQuery } from '../../api/queries.ts'
import { dayText } from '../../applications/time-left.ts'
import { useSay, useText } from '../../text/use-text.tsx'
import { Page } from '../../ui/page.tsx'
import { QueryState } from '../../ui/query-state.tsx'
import { EmptyState } from '../../ui/states.tsx'
import css from './members-page.module.css'

/** Who works in the organisation, and as what. */
export const MembersPage = () => {
  const say = useSay()
  const text = useText()
  const { organisationId = '' } = useParams()
  return (
    <Page title={say('web.members.title')} lead={say('web.members.lead')}>
      <QueryState query={useQuery(membersQuery(organisationId))}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState title={say('web.members.empty')} />
          ) : (
            <ul className={css.list}>
              {items.map((member) => (
                <li key={member.userId}>
                  <h2>
                    <bdi>{member.name}</bdi>
                  </h2>
                  <p>
                    {say('web.members.role', { role: member.role, since: dayText(member.since, text, Date.now()) })}
                  </p>
                  <p>
                    <bdi>{member.email}</bdi>
                  </p>
                </li>
              ))}
            </ul>
          )
        }
      </QueryState>
    </Page>
  )
}
