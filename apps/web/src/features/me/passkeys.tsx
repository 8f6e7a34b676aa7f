import type { PageFrame, SessionsPage } from '@rolecall/contract/pages'
import { withLanguage } from '../../document/addresses.ts'
import { useSay } from '../../text/use-text.tsx'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import css from './sessions.module.css'

/** A button that the page's script shows where the browser knows passkeys; alone it can do nothing. */
export const PasskeyForm = (props: { page: PageFrame; does: 'create' | 'sign-in' }) => {
  const { page, does } = props
  const say = useSay()
  const path = does === 'create' ? '/me/passkeys' : '/me/sign-in/passkey'
  return (
    <form
      hidden
      className={css.passkey}
      method="post"
      action={withLanguage(page, path)}
      data-passkey={does}
      data-begin={`${path}/begin`}
      data-failed={say('web.passkeys.stopped')}
      data-known={say('web.passkeys.known')}
    >
      <Button type="submit">{say(does === 'create' ? 'web.passkeys.add' : 'web.passkeys.sign-in')}</Button>
      <p role="alert" />
    </form>
  )
}

/** The person's passkeys. Soon after a sign-in they are added and removed. */
export const Passkeys = ({ page }: { page: SessionsPage }) => {
  const say = useSay()
  return (
    <section className={css.passkeys}>
      <h2>{say('web.passkeys.title')}</h2>
      <p>{say('web.me.passkeys.intro')}</p>
      {page.passkeyRefused && <p role="alert">{say('web.passkeys.stopped')}</p>}
      {page.passkeys.length > 0 && (
        <ul className={css.list}>
          {page.passkeys.map(({ id, name, since, used }) => (
            <Card as="li" key={id} className={css.session}>
              <h3>
                <bdi>{name}</bdi>
              </h3>
              <p>
                {used === undefined
                  ? say('web.passkeys.unused', { since })
                  : say('web.me.sessions.since', { since, seen: used })}
              </p>
              {page.fresh && (
                <form method="post" action={withLanguage(page, '/me/passkeys/remove')}>
                  <input type="hidden" name="passkey" value={id} />
                  <Button type="submit" aria-label={say('web.passkeys.remove-of', { name })}>
                    {say('web.passkeys.remove')}
                  </Button>
                </form>
              )}
            </Card>
          ))}
        </ul>
      )}
      {page.fresh ? <PasskeyForm page={page} does="create" /> : <p>{say('web.me.passkeys.old')}</p>}
      <noscript>
        <p>{say('web.passkeys.unknown')}</p>
      </noscript>
    </section>
  )
}
