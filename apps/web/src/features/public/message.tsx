import type { MessagePage } from '@rolecall/contract/pages'
import { withLanguage } from '../../document/addresses.ts'
import { type Assets, renderPublicPage } from '../../document/document.tsx'
import { sayIn, speak, useSay } from '../../text/use-text.tsx'
import { ButtonLink } from '../../ui/button.tsx'
import css from './message.module.css'

/** A page that is not there, or that went wrong, and where to go on. */
export const renderMessage = (page: MessagePage, assets: Assets): string => {
  const say = sayIn(speak(page.catalogue, page.language))
  const title = say(`web.message.${page.message}.title`)
  const head = { title: say('web.shell.page-title', { title }), styles: assets.publicCss }
  return renderPublicPage(page, head, <Message page={page} title={title} />)
}

const Message = ({ page, title }: { page: MessagePage; title: string }) => {
  const say = useSay()
  return (
    <div className={css.page}>
      <h1>{title}</h1>
      <p>{say(`web.message.${page.message}.text`)}</p>
      <p>
        <ButtonLink href={withLanguage(page, '/jobs')}>{say('web.job.others')}</ButtonLink>
      </p>
    </div>
  )
}
