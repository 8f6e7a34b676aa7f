import type { PersonFrame } from '@rolecall/contract/pages'
import type { ReactNode } from 'react'
import { withLanguage } from '../../document/addresses.ts'
import { type Assets, renderPublicPage } from '../../document/document.tsx'
import { sayIn, speak, TextProvider, useSay } from '../../text/use-text.tsx'
import { Button } from '../../ui/button.tsx'
import css from './person-page.module.css'

const sections = [
  ['/me', 'web.me.nav.jobs'],
  ['/me/applications', 'web.me.nav.applications'],
  ['/me/profile', 'web.me.nav.profile'],
  ['/me/sessions', 'web.me.nav.sessions'],
  ['/me/privacy', 'web.me.nav.privacy'],
] as const

/** A page of a person's own, with the way to the others. `labels`: occupations and skills that it names. */
export const renderPersonPage = (
  frame: PersonFrame,
  assets: Assets,
  page: {
    readonly title: string
    readonly labels?: Readonly<Record<string, string>>
    readonly scripts?: readonly string[]
    readonly children: ReactNode
  },
): string => {
  const text = speak(frame.catalogue, frame.language, page.labels)
  const title = sayIn(text)(page.title)
  const { scripts = [] } = page
  const head = { title: sayIn(text)('web.shell.page-title', { title }), styles: assets.publicCss, scripts }
  return renderPublicPage(
    frame,
    head,
    <TextProvider text={text}>
      <Top frame={frame} />
      <div className={css.page}>
        <h1>{title}</h1>
        {page.children}
      </div>
    </TextProvider>,
  )
}

const Top = ({ frame }: { frame: PersonFrame }) => {
  const say = useSay()
  const path = frame.path.split('?')[0]
  return (
    <div className={css.top}>
      <nav aria-label={say('web.me.nav')}>
        <ul className={css.nav}>
          {sections.map(([to, key]) => (
            <li key={to}>
              <a href={withLanguage(frame, to)} aria-current={to === path ? 'page' : undefined}>
                {say(key)}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <form className={css.who} method="post" action={withLanguage(frame, '/me/sign-out')}>
        {frame.name !== undefined && (
          <span>
            <bdi>{say('web.me.hello', { name: frame.name })}</bdi>
          </span>
        )}
        <Button type="submit" look="quiet">
          {say('web.shell.sign-out')}
        </Button>
      </form>
    </div>
  )
}
