import type { SignInPage } from '@rolecall/contract/pages'
import { withLanguage } from '../../document/addresses.ts'
import { type Assets, renderPublicPage } from '../../document/document.tsx'
import { sayIn, speak, useSay } from '../../text/use-text.tsx'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { TextField } from '../../ui/field.tsx'
import { Attempt, Begin } from './attempt.tsx'
import { PasskeyForm } from './passkeys.tsx'
import css from './sign-in.module.css'

/** `/me` without a session: how to sign in by WhatsApp, and how far it is. */
export const renderSignIn = (page: SignInPage, assets: Assets): string => {
  const say = sayIn(speak(page.catalogue, page.language))
  const title = say('web.me.sign-in.start')
  const scripts = isIdle(page) ? assets.passkeyScripts : []
  const head = { title: say('web.shell.page-title', { title }), styles: assets.publicCss, scripts }
  return renderPublicPage(
    page,
    head,
    <div className={css.page}>
      <h1>{title}</h1>
      {page.passkeyRefused && <p role="alert">{say('web.me.passkeys.refused')}</p>}
      <Body page={page} />
      {isIdle(page) && <PasskeyForm page={page} does="sign-in" />}
    </div>,
  )
}

/** While a try by WhatsApp is open the page looks again and again: a question of the browser's would not last. */
const isIdle = ({ attempt }: SignInPage): boolean => attempt === undefined || attempt.state === 'over'

const Body = ({ page }: { page: SignInPage }) => {
  const say = useSay()
  const start = (
    <>
      <p>{say('web.me.sign-in.intro')}</p>
      <Begin page={page} action="/me/sign-in" label={say('web.me.sign-in.start')} />
      <OtherWays page={page} />
    </>
  )
  return <Attempt page={page} path="/me" begin="/me/sign-in" start={start} />
}

/** Without WhatsApp: by e-mail for who registered on the web, and registering there. */
const OtherWays = ({ page }: { page: SignInPage }) => {
  const say = useSay()
  return (
    <>
      <h2>{say('web.me.register.no-whatsapp')}</h2>
      <p>
        <ButtonLink look="secondary" href={withLanguage(page, '/me/register')}>
          {say('web.me.register.here')}
        </ButtonLink>
      </p>
      {page.mail && (
        <>
          <h2>{say('web.me.email.title')}</h2>
          <form className={css.steps} method="post" action={withLanguage(page, '/me/email/sign-in')}>
            <TextField
              id="email"
              type="email"
              label={say('web.me.contact.email-label')}
              hint={say('web.me.email.hint')}
              autoComplete="email"
              maxLength={254}
              required
            />
            <p>
              <Button type="submit">{say('web.me.email.send')}</Button>
            </p>
          </form>
        </>
      )}
    </>
  )
}
