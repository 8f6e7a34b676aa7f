import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { sessionQuery } from '../../api/queries.ts'
import { OwnPasskeys } from '../../passkeys/own-passkeys.tsx'
import { useSay } from '../../text/use-text.tsx'
import { buttonClass } from '../../ui/button.tsx'
import { Page } from '../../ui/page.tsx'
import css from './account.module.css'
import { ChangePassword } from './change-password.tsx'
import { SessionList } from './session-list.tsx'

/** The own account: where one is signed in, the passkeys and the password. */
export const AccountPage = () => {
  const say = useSay()
  const user = useQuery(sessionQuery).data?.user
  return (
    <Page
      title={say('web.account.title')}
      lead={user ? <bdi>{`${user.name}, ${user.email}`}</bdi> : undefined}
      actions={
        <Link className={buttonClass('secondary')} to="/">
          {say('web.state.to-jobs')}
        </Link>
      }
    >
      <section className={css.first}>
        <h2>{say('web.sessions.title')}</h2>
        <SessionList />
      </section>
      <section className={css.section}>
        <h2>{say('web.passkeys.title')}</h2>
        <OwnPasskeys provable />
      </section>
      <section className={css.section}>
        <h2>{say('web.password.title')}</h2>
        <ChangePassword />
      </section>
    </Page>
  )
}
