import type { ReactNode } from 'react'
import styles from './panel.module.css'

/** A part of the page that is closed until it is asked for. */
export function Panel({ title, note, children }: { title: string; note: string; children: ReactNode }) {
  return (
    <details className={styles.panel}>
      <summary className={styles.title}>
        {title}
        <span>{note}</span>
      </summary>
      <div className={styles.body}>{children}</div>
    </details>
  )
}
