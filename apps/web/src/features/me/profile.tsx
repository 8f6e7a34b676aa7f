import type { ProfileField, ProfilePage } from '@rolecall/contract/pages'
import type { ReactNode } from 'react'
import { withLanguage } from '../../document/addresses.ts'
import type { Assets } from '../../document/document.tsx'
import { useSay } from '../../text/use-text.tsx'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { AnswerForm } from './answer-form.tsx'
import { HeldThings } from './held.tsx'
import { renderPersonPage } from './person-page.tsx'
import css from './profile.module.css'

/** `/me/profile`: every answer with its value, each to be changed. */
export const renderProfile = (page: ProfilePage, assets: Assets): string =>
  renderPersonPage(page, assets, { title: 'web.me.profile.title', children: <Profile page={page} /> })

const Profile = ({ page }: { page: ProfilePage }) => {
  const say = useSay()
  return (
    <>
      <p>{say('web.me.profile.intro')}</p>
      {page.saved && (
        <p role="status" className={css.saved}>
          {say('web.me.profile.saved')}
        </p>
      )}
      {page.problem !== undefined && (
        <p role="alert" className={css.problem}>
          <a href={`#${page.problem.field}`}>{page.problem.text}</a>
        </p>
      )}
      {page.answers.map(({ field, value }) => (
        <Answer key={field} page={page} field={field} value={value} />
      ))}
      <Alerts page={page} />
      <HeldThings page={page} />
    </>
  )
}

const Section = (props: { id: string; title: string; value: string; children: ReactNode }) => (
  <Card as="section" id={props.id} className={css.answer}>
    <h2>{props.title}</h2>
    <p>
      <bdi>{props.value}</bdi>
    </p>
    {props.children}
  </Card>
)

const Answer = ({ page, field, value }: { page: ProfilePage; field: ProfileField; value: string }) => {
  const say = useSay()
  const title = say(`option.field.${field}`)
  return (
    <Section id={field} title={title} value={value}>
      <details className={css.change} open={page.problem?.field === field}>
        <summary>
          {say('web.me.profile.change')}
          <span className={css.which}> {title}</span>
        </summary>
        <AnswerForm page={page} field={field} />
      </details>
    </Section>
  )
}

const Alerts = ({ page }: { page: ProfilePage }) => {
  const say = useSay()
  const channel = page.webOnly ? 'web' : 'whatsapp'
  const [value, option, label] = page.alerts
    ? [say('web.me.alerts.on', { channel }), 'no', say('option.alerts.stop')]
    : [say('web.me.alerts.off'), 'yes', say('option.alerts.start')]
  return (
    <Section id="alerts" title={say('web.me.alerts.title')} value={value}>
      {!page.alerts && <p>{say('web.me.alerts.ask', { operator: page.operator, channel })}</p>}
      <OneButton page={page} field="alerts" option={option} label={label} />
    </Section>
  )
}

const OneButton = (props: { page: ProfilePage; field: string; option: string; label: string }) => (
  <form method="post" action={withLanguage(props.page, '/me/profile')}>
    <input type="hidden" name="field" value={props.field} />
    <Button type="submit" name="option" value={props.option}>
      {props.label}
    </Button>
  </form>
)
