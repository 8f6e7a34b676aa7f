import type { ReactNode } from 'react'
import styles from './panel.module.css'

interface PanelProps {
  readonly title: string
  readonly note: string
  /** Where there is room for it; else it is closed until it is asked for. */
  readonly open?: boolean
  readonly children: ReactNode
}

/** A part of the page that can be closed. */
export function Panel({ title, note, open = false, children }: PanelProps) {
  return (
    <details className={styles.panel} open={open}>
      <summary className={styles.title}>
        {title}
        <span>{note}</span>
      </summary>
      <div className={styles.body}>{children}</div>
    </details>
  )
}
