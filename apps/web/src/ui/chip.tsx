import type { ReactNode } from 'react'
import css from './chip.module.css'
import { classNames } from './class-names.ts'

/** A short state beside a title. */
export const Chip = ({ tone, children }: { tone?: 'check' | 'act' | 'bad' | undefined; children: ReactNode }) => (
  <span className={classNames(css.chip, tone && css[tone])}>{children}</span>
)
