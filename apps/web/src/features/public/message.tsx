import type { LimitedPage, MessagePage, PageFrame } from '@rolecall/contract/pages'
import { withLanguage } from '../../document/addresses.ts'
import { type Assets, renderPublicPage } from '../../document/document.tsx'
import { sayIn, speak } from '../../text/use-text.tsx'
import { ButtonLink } from '../../ui/button.tsx'
import css from './message.module.css'

/** A page that is not there, or that went wrong, and where to go on. */
export const renderMessage = (page: MessagePage, assets: Assets): string => {
  const say = sayIn(speak(page.catalogue, page.language))
  return render(page, assets, {
    title: say(`web.message.${page.message}.title`),
    text: say(`web.message.${page.message}.text`),
    link: say('web.job.others'),
    path: '/jobs',
  })
}

/** Too many requests: how long to wait, and what to do then. */
export const renderLimited = (page: LimitedPage, assets: Assets): string => {
  const { next, path, waitMinutes: minutes } = page
  const say = sayIn(speak(page.catalogue, page.language))
  const links = { again: say('web.state.retry'), me: say('web.shell.me'), jobs: say('web.job.others') }
  return render(page, assets, {
    title: say('web.message.limited.title'),
    text: say(next === 'again' ? 'web.message.limited.text' : 'web.message.limited.form', { minutes }),
    link: links[next],
    path,
  })
}

type Message = { readonly title: string; readonly text: string; readonly link: string; readonly path: string }

const render = (page: PageFrame, assets: Assets, { title, text, link, path }: Message): string => {
  const say = sayIn(speak(page.catalogue, page.language))
  const head = { title: say('web.shell.page-title', { title }), styles: assets.publicCss }
  return renderPublicPage(
    page,
    head,
    <div className={css.page}>
      <h1>{title}</h1>
      <p>{text}</p>
      <p>
        <ButtonLink href={withLanguage(page, path)}>{link}</ButtonLink>
      </p>
    </div>,
  )
}
