import { type ReactNode, useEffect } from 'react'
import { useSay } from '../text/use-text.tsx'
import css from './page.module.css'

/** A page of the client app: its title in the tab and on the page, its main actions beside. */
export const Page = (props: { title: string; lead?: ReactNode; actions?: ReactNode; children: ReactNode }) => {
  const say = useSay()
  const { title, lead, actions, children } = props
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
      {lead && <p className={css.lead}>{lead}</p>}
      {children}
    </div>
  )
}
