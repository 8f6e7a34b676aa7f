import type { OwnConsent, PrivacyPage } from '@rolecall/contract/pages'
import { withLanguage } from '../../document/addresses.ts'
import type { Assets } from '../../document/document.tsx'
import { useSay } from '../../text/use-text.tsx'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { renderPersonPage } from './person-page.tsx'
import css from './privacy.module.css'

/** `/me/privacy`: what is kept, what was agreed to, and the way to take each back. */
export const renderPrivacy = (page: PrivacyPage, assets: Assets): string =>
  renderPersonPage(page, assets, { title: 'web.me.privacy.title', children: <Privacy page={page} /> })

const Privacy = ({ page }: { page: PrivacyPage }) => {
  const say = useSay()
  return (
    <>
      <p>{say('web.me.privacy.intro')}</p>
      {page.saved && (
        <p role="status" className={css.saved}>
          {say('web.me.privacy.saved')}
        </p>
      )}
      <Card as="section" className={css.card}>
        <h2>{say('web.me.privacy.see-title')}</h2>
        <p>{say('web.me.privacy.see-text')}</p>
        <p className={css.buttons}>
          <ButtonLink href={withLanguage(page, '/me/privacy/data')}>{say('web.me.privacy.see')}</ButtonLink>
          <ButtonLink look="secondary" href={page.file} download>
            {say('web.me.privacy.file')}
          </ButtonLink>
        </p>
      </Card>
      <section className={css.section}>
        <h2>{say('web.me.privacy.consents')}</h2>
        <ul className={css.list}>
          {page.consents.map((consent) => (
            <Consent key={consent.scope + consent.organisationId} page={page} consent={consent} />
          ))}
        </ul>
      </section>
      <Card as="section" className={css.card}>
        <h2>{say('web.me.privacy.delete-title')}</h2>
        <p>{say('web.me.privacy.delete-text')}</p>
        <p>
          <ButtonLink look="danger" href={withLanguage(page, '/me/privacy/delete')}>
            {say('web.me.privacy.delete')}
          </ButtonLink>
        </p>
      </Card>
    </>
  )
}

const Consent = ({ page, consent }: { page: PrivacyPage; consent: OwnConsent }) => {
  const say = useSay()
  const { scope, given, when, channel, version, organisation = '', organisationId } = consent
  const isService = scope === 'service'
  const title = say(`web.me.privacy.scope.${scope}`)
  const label = isService
    ? say(given ? 'web.me.privacy.stop' : 'web.me.privacy.start')
    : say(given ? 'web.me.privacy.take-back' : 'web.me.privacy.agree')
  return (
    <Card as="li" className={css.card}>
      <h3>{title}</h3>
      <p>{say(`web.me.privacy.means.${scope}`, { organisation })}</p>
      <p className={css.record}>
        {say('web.me.privacy.on-record', { given: given ? 'yes' : 'no', when, channel, version })}
      </p>
      {isService && (
        <p>
          {say('web.me.privacy.stop-text')} {page.shared && say('web.me.privacy.stop-shared')}
        </p>
      )}
      <form method="post" action={withLanguage(page, '/me/privacy')}>
        <input type="hidden" name="scope" value={scope} />
        {organisationId !== undefined && <input type="hidden" name="organisation" value={organisationId} />}
        <Button
          type="submit"
          name="option"
          value={given ? 'no' : 'yes'}
          aria-label={`${label}: ${title} ${organisation}`}
        >
          {label}
        </Button>
      </form>
    </Card>
  )
}
