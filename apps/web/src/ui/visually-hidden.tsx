import type { ReactNode } from 'react'
import css from './visually-hidden.module.css'

/** Words for screen readers: they tell apart buttons that look the same. */
export const VisuallyHidden = ({ children }: { children: ReactNode }) => <span className={css.hidden}>{children}</span>
