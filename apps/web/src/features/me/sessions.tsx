import type { SessionsPage } from '@rolecall/contract/pages'
import { withLanguage } from '../../document/addresses.ts'
import type { Assets } from '../../document/document.tsx'
import { useSay } from '../../text/use-text.tsx'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { Chip } from '../../ui/chip.tsx'
import { Passkeys } from './passkeys.tsx'
import { renderPersonPage } from './person-page.tsx'
import css from './sessions.module.css'

/** `/me/sessions`: the browsers that can see these pages, and the passkeys that open them. */
export const renderSessions = (page: SessionsPage, assets: Assets): string =>
  renderPersonPage(page, assets, {
    title: 'web.me.sessions.title',
    scripts: assets.passkeyScripts,
    children: <Sessions page={page} />,
  })

const Sessions = ({ page }: { page: SessionsPage }) => {
  const say = useSay()
  return (
    <>
      <p>{say('web.me.sessions.intro')}</p>
      <ul className={css.list}>
        {page.sessions.map(({ id, device = say('web.me.sessions.unknown'), since, seen, current }) => (
          <Card as="li" key={id} className={css.session}>
            <h2>
              {device} {current && <Chip>{say('web.me.sessions.current')}</Chip>}
            </h2>
            <p>{say('web.me.sessions.since', { since, seen })}</p>
            {!current && (
              <form method="post" action={withLanguage(page, '/me/sessions/end')}>
                <input type="hidden" name="session" value={id} />
                <Button type="submit" aria-label={`${say('web.me.sessions.end')}: ${device}`}>
                  {say('web.me.sessions.end')}
                </Button>
              </form>
            )}
          </Card>
        ))}
      </ul>
      <Passkeys page={page} />
    </>
  )
}
