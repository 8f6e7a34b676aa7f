import type { PageFrame } from '@rolecall/contract/pages'
import type { ReactNode } from 'react'
import { useSay } from '../text/use-text.tsx'
import { WordMark } from '../ui/word-mark.tsx'
import { withLanguage } from './addresses.ts'
import css from './page-shell.module.css'

/** Header, main and footer of a public page. */
export const PageShell = ({ frame, children }: { frame: PageFrame; children: ReactNode }) => {
  const say = useSay()
  return (
    <>
      <a className={css.skip} href="#main">
        {say('web.shell.skip')}
      </a>
      <header className={css.bar}>
        <div className={css.barInside}>
          <WordMark href={withLanguage(frame, '/')} />
          <nav className={css.nav} aria-label={say('web.shell.nav')}>
            <a href={withLanguage(frame, '/jobs')}>{say('web.shell.find-work')}</a>
            <a className={css.wideOnly} href={withLanguage(frame, '/me')}>
              {say('web.shell.me')}
            </a>
            <a href={withLanguage(frame, '/employer')}>{say('web.shell.employers')}</a>
          </nav>
        </div>
      </header>
      <main id="main" className={css.main}>
        {children}
      </main>
      <Footer frame={frame} />
    </>
  )
}

const Footer = ({ frame }: { frame: PageFrame }) => {
  const say = useSay()
  return (
    <footer className={css.foot}>
      <div className={css.footInside}>
        <p>{say('web.shell.footer', { operator: frame.operator })}</p>
        {/* The bar of a phone has no room for a third. */}
        <p className={css.narrowOnly}>
          <a href={withLanguage(frame, '/me')}>{say('web.shell.me')}</a>
        </p>
        <nav className={css.languages} aria-label={say('web.shell.languages')}>
          {frame.languages.map(({ tag, name }) =>
            tag === frame.language ? (
              <b key={tag} aria-current="true" lang={tag}>
                {name}
              </b>
            ) : (
              <a key={tag} href={withLanguage({ language: tag }, frame.path)} lang={tag} hrefLang={tag}>
                {name}
              </a>
            ),
          )}
        </nav>
      </div>
    </footer>
  )
}
