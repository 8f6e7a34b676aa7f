import type { StaffView } from '@rolecall/contract/api/operator'
import { routes } from '@rolecall/contract/api/routes'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Link, Navigate, NavLink, Outlet } from 'react-router'
import { call } from '../api/client.ts'
import { staffSessionQuery } from '../api/operator-queries.ts'
import { useSay } from '../text/use-text.tsx'
import { Button, buttonClass } from '../ui/button.tsx'
import { QueryState } from '../ui/query-state.tsx'
import { EmptyState } from '../ui/states.tsx'
import { WordMark } from '../ui/word-mark.tsx'
import { LanguageSwitch } from './language-switch.tsx'
import css from './shell.module.css'
import type { Start } from './start.ts'

type Staff = NonNullable<StaffView['staff']>

const health = { to: '/health', label: 'web.operator.health.title' }

/** The screens of each role; the server decides again. */
const screens: Readonly<Record<Staff['role'], readonly { readonly to: string; readonly label: string }[]>> = {
  support: [{ to: '/cases', label: 'web.cases.title' }, health],
  moderator: [
    { to: '/organisations', label: 'web.operator.organisations.title' },
    { to: '/reports', label: 'web.operator.reports.title' },
  ],
  administrator: [
    { to: '/staff', label: 'web.operator.staff.title' },
    { to: '/settings', label: 'web.operator.settings.title' },
    health,
  ],
  auditor: [
    { to: '/log', label: 'web.operator.log.title' },
    { to: '/settings', label: 'web.operator.settings.title' },
    health,
  ],
}

/** Around the pages of the staff: whoever is not signed in as one of them signs in first. */
export const OperatorLayout = ({ start }: { start: Start }) => (
  <QueryState query={useQuery(staffSessionQuery)}>
    {({ staff }) => (staff === null ? <Navigate to="/sign-in" replace /> : <Shell start={start} staff={staff} />)}
  </QueryState>
)

const Shell = ({ start, staff }: { start: Start; staff: Staff }) => {
  const say = useSay()
  const signOut = useMutation({
    mutationFn: () => call(routes.signOut, {}),
    // A new document: nothing of the session stays in memory.
    onSuccess: () => location.assign('/operator/sign-in'),
  })
  return (
    <>
      <a className={css.skip} href="#main">
        {say('web.shell.skip')}
      </a>
      <header className={css.bar}>
        <div className={css.inside}>
          <WordMark href="/operator" />
          <nav className={css.nav} aria-label={say('web.shell.nav')}>
            {screens[staff.role].map(({ to, label }) => (
              <NavLink key={to} to={to}>
                {say(label)}
              </NavLink>
            ))}
          </nav>
          <div className={css.who}>
            <span>
              <bdi>{staff.name}</bdi>
              <span className={css.role}>, {say('web.operator.role', { role: staff.role })}</span>
            </span>
            <Link className={buttonClass('quiet')} to="/account">
              {say('web.operator.own.title')}
            </Link>
            <Button look="quiet" busy={signOut.isPending} onClick={() => signOut.mutate()}>
              {say('web.shell.sign-out')}
            </Button>
          </div>
        </div>
      </header>
      <main id="main" className={css.main} tabIndex={-1}>
        <Outlet />
      </main>
      <footer>
        <LanguageSwitch start={start} />
      </footer>
    </>
  )
}

/** Leads to the first screen of one's role. */
export const OperatorHome = () => {
  const say = useSay()
  return (
    <QueryState query={useQuery(staffSessionQuery)}>
      {({ staff }) => {
        const first = staff === null ? { to: '/sign-in' } : screens[staff.role][0]
        if (first !== undefined) return <Navigate to={first.to} replace />
        return <EmptyState title={say('web.operator.no-screen')}>{say('web.operator.no-screen-text')}</EmptyState>
      }}
    </QueryState>
  )
}
