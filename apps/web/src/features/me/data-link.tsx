import type { DataLinkPage } from '@rolecall/contract/pages'
import { withLanguage } from '../../document/addresses.ts'
import { type Assets, renderPublicPage } from '../../document/document.tsx'
import { sayIn, speak, useSay } from '../../text/use-text.tsx'
import { Button } from '../../ui/button.tsx'
import pageCss from './person-page.module.css'

/** `/my-data/…`: a button, and nothing of the person before it is pressed. */
export const renderDataLink = (page: DataLinkPage, assets: Assets): string => {
  const say = sayIn(speak(page.catalogue, page.language))
  const title = say(page.token === undefined ? 'web.me.data.over-title' : 'web.me.privacy.title')
  const head = { title: say('web.shell.page-title', { title }), styles: assets.publicCss }
  return renderPublicPage(
    page,
    head,
    <div className={pageCss.page}>
      <h1>{title}</h1>
      <Body page={page} />
    </div>,
  )
}

const Body = ({ page }: { page: DataLinkPage }) => {
  const say = useSay()
  if (page.token === undefined) return <p>{say('web.me.data.over')}</p>
  return (
    <form method="post" action={withLanguage(page, '/my-data')} className={pageCss.page}>
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
