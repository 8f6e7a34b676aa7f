import { type ReactNode, useEffect } from 'react'
import { useSay } from '../text/use-text.tsx'
import { HeadingLevel } from './heading-level.ts'
import css from './page.module.css'

/**
 * A page of the client app: its title in the tab and on the page. `main`, what one comes here to do, stands beside the
 * title, on a phone at the bottom in reach of the thumb; `actions`, what else can be done, beside the title.
 */
export const Page = (props: {
  title: string
  lead?: ReactNode
  main?: ReactNode
  actions?: ReactNode
  children: ReactNode
}) => {
  const say = useSay()
  const { title, lead, main, actions, children } = props
  const tab = say('web.shell.page-title', { title })
  useEffect(() => {
    document.title = tab
  }, [tab])
  return (
    <div className={css.page}>
      <div className={css.head}>
        <h1>{title}</h1>
        {actions && <div className={css.actions}>{actions}</div>}
      </div>
      {main && <div className={css.main}>{main}</div>}
      {lead && <p className={css.lead}>{lead}</p>}
      <HeadingLevel value="h2">{children}</HeadingLevel>
    </div>
  )
}
