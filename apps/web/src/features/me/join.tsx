import type { JoinPage } from '@rolecall/contract/pages'
import { withLanguage } from '../../document/addresses.ts'
import type { Assets } from '../../document/document.tsx'
import { useSay } from '../../text/use-text.tsx'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { Asked, Waiting } from './attempt.tsx'
import { renderPersonPage } from './person-page.tsx'
import css from './register.module.css'

/** `/me/join`: how a person of the web gets their news on WhatsApp, and how far it is. */
export const renderJoin = (page: JoinPage, assets: Assets): string =>
  renderPersonPage(page, assets, { title: 'web.me.join.title', children: <Join page={page} /> })

const Join = ({ page }: { page: JoinPage }) => {
  const say = useSay()
  const { attempt } = page
  if (page.joined) return <Joined page={page} />
  if (page.limited) return <p role="alert">{say('web.me.sign-in.limited')}</p>
  switch (attempt?.state) {
    case 'waiting':
      return <Waiting page={page} path="/me/join" attempt={attempt} />
    case 'asked':
      return <Asked page={page} path="/me/join" attempt={attempt} />
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
          <p>{say('web.me.join.intro')}</p>
          <p>{say('web.me.join.shared')}</p>
          <Begin page={page} label={say('web.me.join.start')} />
        </>
      )
  }
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

const Begin = ({ page, label }: { page: JoinPage; label: string }) => (
  <form method="post" action={withLanguage(page, '/me/join')}>
    <Button type="submit" look="primary">
      {label}
    </Button>
  </form>
)
