import type { SignInAttempt, SignInPage } from '@rolecall/contract/pages'
import { withLanguage } from '../../document/addresses.ts'
import { type Assets, renderPublicPage } from '../../document/document.tsx'
import { QrCode } from '../../document/qr-code.tsx'
import { sayIn, speak, useSay } from '../../text/use-text.tsx'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
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
  const { attempt } = page
  if (page.limited) return <p role="alert">{say('web.me.sign-in.limited')}</p>
  switch (attempt?.state) {
    case 'waiting':
      return <Waiting page={page} attempt={attempt} />
    case 'asked':
      return (
        <>
          <Card tone="act" as="section" className={css.number}>
            <h2>{say('web.me.sign-in.number')}</h2>
            <p className={css.digits}>{attempt.number}</p>
            <p>{say('web.me.sign-in.number-text', { number: attempt.number })}</p>
          </Card>
          <Reloading page={page} />
        </>
      )
    case 'over':
      return (
        <>
          <p role="alert">{say(`web.me.sign-in.over.${attempt.because}`)}</p>
          <Begin page={page} label={say('web.me.sign-in.again')} />
        </>
      )
    default:
      return (
        <>
          <p>{say('web.me.sign-in.intro')}</p>
          <Begin page={page} label={say('web.me.sign-in.start')} />
        </>
      )
  }
}

const Begin = ({ page, label }: { page: SignInPage; label: string }) => (
  <form method="post" action={withLanguage(page, '/me/sign-in')}>
    <Button type="submit" look="primary">
      {label}
    </Button>
  </form>
)

const Waiting = ({ page, attempt }: { page: SignInPage; attempt: Extract<SignInAttempt, { state: 'waiting' }> }) => {
  const say = useSay()
  return (
    <>
      <div className={css.steps}>
        <p>{say('web.me.sign-in.send')}</p>
        <p className={css.text}>
          <bdi>{attempt.text}</bdi>
        </p>
        <p>
          {/* A tab of its own: this one waits for the answer. */}
          <ButtonLink href={attempt.chatUrl} target="_blank" rel="noopener">
            {say('web.me.sign-in.open')}
          </ButtonLink>
        </p>
        <p>{say('web.me.sign-in.then')}</p>
      </div>
      <figure className={css.code}>
        <QrCode value={attempt.chatUrl} title={say('web.me.sign-in.qr')} />
        <figcaption>{say('web.me.sign-in.qr-text')}</figcaption>
      </figure>
      <p className={css.warning}>{say('web.me.sign-in.warning')}</p>
      <Reloading page={page} />
    </>
  )
}

/** Whoever reads slowly, or hears the page, can stop it. */
const Reloading = ({ page }: { page: SignInPage }) => {
  const say = useSay()
  return (
    <p className={css.reloading}>
      {page.reloads ? (
        <>
          {say('web.me.sign-in.reloads')} <a href={withLanguage(page, '/me?reload=no')}>{say('web.me.sign-in.stay')}</a>
        </>
      ) : (
        <a href={withLanguage(page, '/me')}>{say('web.me.sign-in.check')}</a>
      )}
    </p>
  )
}
