import { classNames } from '../ui/class-names.ts'
import css from './bubbles.module.css'

/** `who`: who wrote it, as it reads; `about`: when, and how far it came. */
export type Bubble = {
  readonly id: string
  readonly mine: boolean
  readonly who: string
  readonly text: string
  readonly language?: string | undefined
  readonly about: string
}

/** What two wrote to each other, oldest first; one's own stands at the end of the line. */
export const Bubbles = ({ label, bubbles }: { label: string; bubbles: readonly Bubble[] }) => (
  <ol className={css.thread} aria-label={label}>
    {bubbles.map(({ id, mine, who, text, language, about }) => (
      <li key={id} className={classNames(css.bubble, mine && css.mine)}>
        <b>
          <bdi>{who}</bdi>
        </b>
        <p dir="auto" lang={language}>
          {text}
        </p>
        <span>{about}</span>
      </li>
    ))}
  </ol>
)
