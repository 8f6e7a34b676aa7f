import { employerRoutes as routes } from '@rolecall/contract/api/employer-routes'
import type { SessionView } from '@rolecall/contract/api/session'
import { useMutation } from '@tanstack/react-query'
import { Link, useNavigate } from 'react-router'
import { call } from '../api/client.ts'
import { useSay } from '../text/use-text.tsx'
import { Button, buttonClass } from '../ui/button.tsx'
import css from './shell.module.css'

/** The organisation (a choice where there are several) and the way out. */
export const Who = ({ session, organisationId }: { session: SessionView; organisationId: string }) => {
  const say = useSay()
  const navigate = useNavigate()
  const signOut = useMutation({
    mutationFn: () => call(routes.signOut, {}),
    // A new document: nothing of the session stays in memory.
    onSuccess: () => location.assign('/employer/sign-in'),
  })
  const { organisations } = session
  return (
    <div className={css.who}>
      {organisations.length > 1 ? (
        <select
          className={css.select}
          aria-label={say('web.shell.organisation')}
          value={organisationId}
          onChange={(event) => navigate(`/${event.target.value}`)}
        >
          {organisations.map((each) => (
            <option key={each.organisationId} value={each.organisationId}>
              {each.name}
            </option>
          ))}
        </select>
      ) : (
        <bdi>{organisations[0]?.name}</bdi>
      )}
      <Link className={buttonClass('quiet')} to="/account">
        {say('web.shell.account')}
      </Link>
      <Button look="quiet" busy={signOut.isPending} onClick={() => signOut.mutate()}>
        {say('web.shell.sign-out')}
      </Button>
    </div>
  )
}
