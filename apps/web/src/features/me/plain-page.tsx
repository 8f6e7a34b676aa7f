import type { PageFrame } from '@rolecall/contract/pages'
import type { ReactNode } from 'react'
import { type Assets, renderPublicPage } from '../../document/document.tsx'
import { sayIn, speak } from '../../text/use-text.tsx'
import css from './register.module.css'

/** A page of a person's who is not all the way in yet: without the way to the others. */
export const renderPlainPage = (
  frame: PageFrame,
  assets: Assets,
  page: { readonly title: string; readonly heading?: boolean; readonly children: ReactNode },
): string => {
  const say = sayIn(speak(frame.catalogue, frame.language))
  const title = say(page.title)
  const head = { title: say('web.shell.page-title', { title }), styles: assets.publicCss }
  return renderPublicPage(
    frame,
    head,
    <div className={css.page}>
      {page.heading !== false && <h1>{title}</h1>}
      {page.children}
    </div>,
  )
}
