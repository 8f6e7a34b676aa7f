import css from './word-mark.module.css'

/** The name, text only. */
export const WordMark = ({ href }: { href: string }) => (
  <a className={css.mark} href={href} translate="no" dir="ltr">
    Rolecall<span aria-hidden="true">:</span>
  </a>
)
