import { Outlet } from 'react-router'
import { WordMark } from '../ui/word-mark.tsx'
import { LanguageSwitch } from './language-switch.tsx'
import css from './shell.module.css'
import type { Start } from './start.ts'

/** Around pages that need no organisation. */
export const PlainLayout = ({ start }: { start: Start }) => (
  <>
    <header className={css.bar}>
      <div className={css.inside}>
        <WordMark href="/" />
      </div>
    </header>
    <main className={css.main}>
      <Outlet />
    </main>
    <footer>
      <LanguageSwitch start={start} />
    </footer>
  </>
)
