import { type ReactNode, use } from 'react'
import { useSay } from '../text/use-text.tsx'
import { Button } from './button.tsx'
import { classNames } from './class-names.ts'
import { HeadingLevel } from './heading-level.ts'
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
}) => {
  const Heading = use(HeadingLevel)
  return (
    <div className={css.state}>
      <Heading>{title}</Heading>
      {children && <p>{children}</p>}
      {action}
    </div>
  )
}

/** What happened, what is kept, and another try. */
export const ErrorState = ({ children, retry }: { children?: ReactNode; retry?: () => void }) => {
  const say = useSay()
  const Heading = use(HeadingLevel)
  return (
    <div className={classNames(css.state, css.bad)} role="alert">
      <Heading>{say('web.state.error')}</Heading>
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
