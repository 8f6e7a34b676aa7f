import type { MailLinkPage } from '@rolecall/contract/pages'
import { withLanguage } from '../../document/addresses.ts'
import type { Assets } from '../../document/document.tsx'
import { useSay } from '../../text/use-text.tsx'
import { Button } from '../../ui/button.tsx'
import { renderPlainPage } from './plain-page.tsx'

/** What a link of a mail opens: a button that does it, and what came of it. */
export const renderMailLink = (page: MailLinkPage, assets: Assets): string =>
  renderPlainPage(page, assets, { title: `web.me.mail-link.${page.step}.title`, children: <Step page={page} /> })

const Step = ({ page }: { page: MailLinkPage }) => {
  const say = useSay()
  return (
    <>
      <p>{say(`web.me.mail-link.${page.step}.text`)}</p>
      {page.action !== undefined && (
        <form method="post" action={withLanguage(page, page.action)}>
          <Button type="submit" look="primary">
            {say(`web.me.mail-link.${page.step}.button`)}
          </Button>
        </form>
      )}
      <p>
        <a href={withLanguage(page, '/me')}>{say('web.me.mail-link.home')}</a>
      </p>
    </>
  )
}
