import type { PageFrame, SignInAttempt } from '@rolecall/contract/pages'
import type { ReactNode } from 'react'
import { withLanguage } from '../../document/addresses.ts'
import { QrCode } from '../../document/qr-code.tsx'
import { useSay } from '../../text/use-text.tsx'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import css from './sign-in.module.css'

/** `path`: the page that waits. */
type Of<S extends SignInAttempt['state']> = {
  readonly page: PageFrame & { readonly reloads: boolean }
  readonly path: string
  readonly attempt: Extract<SignInAttempt, { state: S }>
}

/** How far an attempt by WhatsApp is; `start` before there is one. */
export const Attempt = ({
  page,
  path,
  begin,
  start,
}: {
  readonly page: Of<'asked'>['page'] & { readonly attempt?: SignInAttempt; readonly limited?: boolean }
  readonly path: string
  /** Where the form that begins one is sent. */
  readonly begin: string
  readonly start: ReactNode
}) => {
  const say = useSay()
  const { attempt } = page
  if (page.limited) return <p role="alert">{say('web.me.sign-in.limited')}</p>
  switch (attempt?.state) {
    case 'waiting':
      return <Waiting page={page} path={path} attempt={attempt} />
    case 'asked':
      return <Asked page={page} path={path} attempt={attempt} />
    case 'over':
      return (
        <>
          <p role="alert">{say(`web.me.sign-in.over.${attempt.because}`)}</p>
          <Begin page={page} action={begin} label={say('web.me.sign-in.again')} />
        </>
      )
    default:
      return start
  }
}

export const Begin = ({ page, action, label }: { page: PageFrame; action: string; label: string }) => (
  <form method="post" action={withLanguage(page, action)}>
    <Button type="submit" look="primary">
      {label}
    </Button>
  </form>
)

/** The text that a phone sends, as a link and as a QR code. */
const Waiting = ({ page, path, attempt }: Of<'waiting'>) => {
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
      <Reloading page={page} path={path} />
    </>
  )
}

/** The number that the chat asks for. */
const Asked = ({ page, path, attempt }: Of<'asked'>) => {
  const say = useSay()
  return (
    <>
      <Card tone="act" as="section" className={css.number}>
        <h2>{say('web.me.sign-in.number')}</h2>
        <p className={css.digits}>{attempt.number}</p>
        <p>{say('web.me.sign-in.number-text', { number: attempt.number })}</p>
      </Card>
      <Reloading page={page} path={path} />
    </>
  )
}

/** Whoever reads slowly, or hears the page, can stop it. */
const Reloading = ({ page, path }: Pick<Of<'asked'>, 'page' | 'path'>) => {
  const say = useSay()
  return (
    <p className={css.reloading}>
      {page.reloads ? (
        <>
          {say('web.me.sign-in.reloads')}{' '}
          <a href={withLanguage(page, `${path}?reload=no`)}>{say('web.me.sign-in.stay')}</a>
        </>
      ) : (
        <a href={withLanguage(page, path)}>{say('web.me.sign-in.check')}</a>
      )}
    </p>
  )
}
