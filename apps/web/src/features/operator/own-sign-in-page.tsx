import { OwnPasskeys } from '../../passkeys/own-passkeys.tsx'
import { useSay } from '../../text/use-text.tsx'
import { Page } from '../../ui/page.tsx'
import css from './operator.module.css'

/** How one of the staff signs in: their passkeys. */
export const OwnSignInPage = () => {
  const say = useSay()
  return (
    <Page title={say('web.operator.own.title')}>
      <section className={css.app}>
        <h2>{say('web.passkeys.title')}</h2>
        <OwnPasskeys provable={false} />
      </section>
    </Page>
  )
}
