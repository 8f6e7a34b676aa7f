import { useLocation } from 'react-router'
import { useSay } from '../text/use-text.tsx'
import css from './shell.module.css'
import type { Start } from './start.ts'

/** Links that load the same page again in another language; the server remembers the choice. */
export const LanguageSwitch = ({ start }: { start: Start }) => {
  const { pathname } = useLocation()
  return (
    <nav className={css.foot} aria-label={useSay()('web.shell.languages')}>
      {start.languages.map(({ tag, name }) =>
        tag === start.language ? (
          <b key={tag} lang={tag} aria-current="true">
            {name}
          </b>
        ) : (
          <a key={tag} lang={tag} hrefLang={tag} href={`/employer${pathname}?lang=${tag}`}>
            {name}
          </a>
        ),
      )}
    </nav>
  )
}
