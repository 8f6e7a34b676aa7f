import type { JoinPage } from '@rolecall/contract/pages'
import { withLanguage } from '../../document/addresses.ts'
import type { Assets } from '../../document/document.tsx'
import { useSay } from '../../text/use-text.tsx'
import { ButtonLink } from '../../ui/button.tsx'
import { Attempt, Begin } from './attempt.tsx'
import { renderPersonPage } from './person-page.tsx'
import css from './register.module.css'

/** `/me/join`: how a person of the web gets their news on WhatsApp, and how far it is. */
export const renderJoin = (page: JoinPage, assets: Assets): string =>
  renderPersonPage(page, assets, { title: 'web.me.join.title', children: <Join page={page} /> })

const Join = ({ page }: { page: JoinPage }) => {
  const say = useSay()
  if (page.joined) return <Joined page={page} />
  const start = (
    <>
      <p>{say('web.me.join.intro')}</p>
      <p>{say('web.me.join.shared')}</p>
      <Begin page={page} action="/me/join" label={say('web.me.join.start')} />
    </>
  )
  return <Attempt page={page} path="/me/join" begin="/me/join" start={start} />
}

const Joined = ({ page }: { page: JoinPage }) => {
  const say = useSay()
  return (
    <>
      <p role="status" className={css.told}>
        {say('web.me.join.done')}
      </p>
      <p>
        <ButtonLink href={withLanguage(page, '/me')}>{say('web.me.applications.look')}</ButtonLink>
      </p>
    </>
  )
}
