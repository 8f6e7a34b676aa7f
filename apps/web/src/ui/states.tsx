import type { ReactNode } from 'react'
import { useSay } from '../text/use-text.tsx'
import { Button } from './button.tsx'
import { classNames } from './class-names.ts'
import css from './states.module.css'

/** What belongs here, and one action. */
export const EmptyState = ({
  title,
  children,
  action,
}: {
  title: string
  children?: ReactNode
  action?: ReactNode
}) => (
  <div className={css.state}>
    <h2>{title}</h2>
    {children && <p>{children}</p>}
    {action}
  </div>
)

/** What happened, what is kept, and another try. */
export const ErrorState = ({ children, retry }: { children?: ReactNode; retry?: () => void }) => {
  const say = useSay()
  return (
    <div className={classNames(css.state, css.bad)} role="alert">
      <h2>{say('web.state.error')}</h2>
      <p>{children ?? say('web.state.error-text')}</p>
      {retry && <Button onClick={retry}>{say('web.state.retry')}</Button>}
    </div>
  )
}

/** A still placeholder of `rows` sheets. */
export const Skeleton = ({ rows = 3 }: { rows?: number }) => (
  <div className={css.skeleton} role="status" aria-busy="true" aria-label={useSay()('web.state.loading')}>
    {Array.from({ length: rows }, (_, row) => row).map((row) => (
      <span key={row} />
    ))}
  </div>
)
