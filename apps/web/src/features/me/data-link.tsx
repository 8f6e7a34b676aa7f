import type { DataLinkPage } from '@rolecall/contract/pages'
import { withLanguage } from '../../document/addresses.ts'
import type { Assets } from '../../document/document.tsx'
import { useSay } from '../../text/use-text.tsx'
import { Button } from '../../ui/button.tsx'
import { renderPlainPage } from './plain-page.tsx'
import css from './register.module.css'

/** `/my-data/…`: a button, and nothing of the person before it is pressed. */
export const renderDataLink = (page: DataLinkPage, assets: Assets): string =>
  renderPlainPage(page, assets, {
    title: page.token === undefined ? 'web.me.data.over-title' : 'web.me.privacy.title',
    children: <Body page={page} />,
  })

const Body = ({ page }: { page: DataLinkPage }) => {
  const say = useSay()
  if (page.token === undefined) return <p>{say('web.me.data.over')}</p>
  return (
    <form method="post" action={withLanguage(page, '/my-data')} className={css.form}>
      <p>{say('web.me.data.link-text')}</p>
      <input type="hidden" name="token" value={page.token} />
      <p>
        <Button type="submit" look="primary">
          {say('web.me.data.link-open')}
        </Button>
      </p>
    </form>
  )
}
