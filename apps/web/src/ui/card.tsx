import type { HTMLAttributes } from 'react'
import css from './card.module.css'
import { classNames } from './class-names.ts'

/** A sheet on the board; `tone` only where there is something to press or decide. */
export const Card = ({
  tone,
  className,
  as: Tag = 'div',
  ...rest
}: {
  tone?: 'check' | 'act' | 'bad'
  as?: 'div' | 'section' | 'article' | 'li' | 'aside'
} & HTMLAttributes<HTMLElement>) => <Tag {...rest} className={classNames(css.card, tone && css[tone], className)} />
