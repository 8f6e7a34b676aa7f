import { useQuery } from '@tanstack/react-query'
import { Navigate } from 'react-router'
import { sessionQuery } from '../api/queries.ts'
import { useSay } from '../text/use-text.tsx'
import { QueryState } from '../ui/query-state.tsx'
import { EmptyState } from '../ui/states.tsx'

/** `/employer` leads to the jobs of the first organisation, or to the sign-in. */
export const HomeRedirect = () => {
  const say = useSay()
  return (
    <QueryState query={useQuery(sessionQuery)}>
      {({ user, organisations: [first] }) => {
        if (user === null) return <Navigate to="/sign-in" replace />
        if (first === undefined)
          return (
            <EmptyState title={say('web.state.no-organisation')}>{say('web.state.no-organisation-text')}</EmptyState>
          )
        return <Navigate to={`/${first.organisationId}`} replace />
      }}
    </QueryState>
  )
}
