import type { ContactPage } from '@rolecall/contract/pages'
import { withLanguage } from '../../document/addresses.ts'
import type { Assets } from '../../document/document.tsx'
import { useSay } from '../../text/use-text.tsx'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { TextField } from '../../ui/field.tsx'
import { renderPersonPage } from './person-page.tsx'
import css from './register.module.css'

/** `/me/contact`: where news go, and how one comes back from another browser. */
export const renderContact = (page: ContactPage, assets: Assets): string =>
  renderPersonPage(page, assets, { title: 'web.me.contact.title', children: <Contact page={page} /> })

const good: readonly ContactPage['said'][] = ['sent', 'confirmed', 'removed', 'saved']

const Contact = ({ page }: { page: ContactPage }) => {
  const say = useSay()
  const { said } = page
  return (
    <>
      <p>{say('web.me.contact.intro')}</p>
      {said !== undefined && said !== 'not-email' && (
        <p role={good.includes(said) ? 'status' : 'alert'} className={good.includes(said) ? css.told : css.problem}>
          {say(`web.me.contact.said.${said}`)}
        </p>
      )}
      <div className={css.sections}>
        <Card as="section" className={css.section}>
          <h2>{say('web.me.contact.whatsapp')}</h2>
          <p>{say(page.webOnly ? 'web.me.contact.whatsapp-text' : 'web.me.contact.whatsapp-on')}</p>
          {page.webOnly && (
            <p>
              <ButtonLink href={withLanguage(page, '/me/join')}>{say('web.me.join.link')}</ButtonLink>
            </p>
          )}
        </Card>
        {(page.mail || page.email !== undefined) && <Email page={page} />}
        <Card as="section" className={css.section}>
          <h2>{say('web.me.contact.browser')}</h2>
          <p>{say('web.me.contact.browser-text')}</p>
          <p>
            <a href={withLanguage(page, '/me/sessions')}>{say('web.me.contact.browser-link')}</a>
          </p>
        </Card>
      </div>
      <p>
        <ButtonLink look="secondary" href={withLanguage(page, '/me')}>
          {say('web.me.applications.look')}
        </ButtonLink>
      </p>
    </>
  )
}

const Email = ({ page }: { page: ContactPage }) => {
  const say = useSay()
  const { email } = page
  return (
    <Card as="section" className={css.section}>
      <h2>{say('web.me.contact.email')}</h2>
      <p>{email === undefined ? say('web.me.contact.email-text') : <bdi>{email}</bdi>}</p>
      {email !== undefined && <Updates page={page} />}
      {page.mail && (
        <form className={css.form} method="post" action={withLanguage(page, '/me/contact/email')}>
          <TextField
            id="email"
            type="email"
            label={say(email === undefined ? 'web.me.contact.email-label' : 'web.me.contact.email-other')}
            error={page.said === 'not-email' ? say('web.me.contact.said.not-email') : undefined}
            defaultValue={page.typed}
            autoComplete="email"
            maxLength={254}
            required
          />
          <p>
            <Button type="submit">{say('web.me.contact.email-send')}</Button>
          </p>
        </form>
      )}
    </Card>
  )
}

const Updates = ({ page }: { page: ContactPage }) => {
  const say = useSay()
  return (
    <form className={css.section} method="post" action={withLanguage(page, '/me/contact/updates')}>
      <p>{say(page.emailUpdates ? 'web.me.contact.mails-on' : 'web.me.contact.mails-off')}</p>
      <p className={css.buttons}>
        <Button type="submit" name="option" value={page.emailUpdates ? 'no' : 'yes'}>
          {say(page.emailUpdates ? 'web.me.contact.mails-stop' : 'web.me.contact.mails-start')}
        </Button>
        <Button type="submit" look="quiet" name="option" value="remove">
          {say('web.me.contact.email-remove')}
        </Button>
      </p>
    </form>
  )
}
