import type { SessionView } from '@rolecall/contract/api/session'
import { useQuery } from '@tanstack/react-query'
import { Navigate, NavLink, Outlet, useLocation, useParams } from 'react-router'
import { useLiveUpdates } from '../api/live-updates.ts'
import { sessionQuery } from '../api/queries.ts'
import { useSay } from '../text/use-text.tsx'
import { QueryState } from '../ui/query-state.tsx'
import { WordMark } from '../ui/word-mark.tsx'
import { LanguageSwitch } from './language-switch.tsx'
import { NotFoundPage } from './not-found-page.tsx'
import css from './shell.module.css'
import type { Start } from './start.ts'
import { useFreshPage } from './use-fresh-page.ts'
import { Who } from './who.tsx'

/** Around an organisation's pages: only its members get further; for others it does not exist. */
export const OrganisationLayout = ({ start }: { start: Start }) => {
  const { pathname } = useLocation()
  return (
    <QueryState query={useQuery(sessionQuery)}>
      {(session) =>
        session.user === null ? (
          <Navigate to={`/sign-in?next=${encodeURIComponent(pathname)}`} replace />
        ) : (
          <Shell start={start} session={session} />
        )
      }
    </QueryState>
  )
}

const Shell = ({ start, session }: { start: Start; session: SessionView }) => {
  const say = useSay()
  useFreshPage()
  const { organisationId = '' } = useParams()
  const organisation = session.organisations.find((each) => each.organisationId === organisationId)
  return (
    <>
      <a className={css.skip} href="#main">
        {say('web.shell.skip')}
      </a>
      <header className={css.bar}>
        <div className={css.inside}>
          <WordMark href="/employer" />
          {organisation && <Navigation organisationId={organisationId} />}
          <Who session={session} organisationId={organisationId} />
        </div>
      </header>
      <main id="main" className={css.main} tabIndex={-1}>
        {organisation?.state === 'pending' && (
          <p className={css.notice} role="status">
            {say('web.shell.pending', { organisation: organisation.name })}
          </p>
        )}
        {organisation ? <Live key={organisationId} organisationId={organisationId} /> : <NotFoundPage />}
      </main>
      <footer>
        <LanguageSwitch start={start} />
      </footer>
    </>
  )
}

const Live = ({ organisationId }: { organisationId: string }) => {
  useLiveUpdates(organisationId)
  return <Outlet />
}

const Navigation = ({ organisationId }: { organisationId: string }) => {
  const say = useSay()
  return (
    <nav className={css.nav} aria-label={say('web.shell.nav')}>
      <NavLink to={`/${organisationId}`} end>
        {say('web.shell.jobs')}
      </NavLink>
      <NavLink to={`/${organisationId}/members`}>{say('web.shell.members')}</NavLink>
    </nav>
  )
}
