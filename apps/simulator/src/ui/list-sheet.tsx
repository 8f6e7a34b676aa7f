import type { Offer } from '../world/types.ts'
import styles from './list-sheet.module.css'
import { Sheet } from './sheet.tsx'

interface ListSheetProps {
  readonly list: Extract<Offer, { kind: 'list' }>
  readonly tap: (id: string) => void
  readonly onClose: () => void
}

/** The rows of a list message, each with its lengths against Meta's limits of 24 and 72. */
export function ListSheet({ list, tap, onClose }: ListSheetProps) {
  return (
    <Sheet title={list.button} onClose={onClose}>
      {list.sections.map((section) => (
        <section key={section.rows[0]?.id} className={styles.section}>
          {section.title !== undefined && <h3>{section.title}</h3>}
          {section.rows.map(({ id, title, description = '' }) => (
            <div key={id}>
              <button
                type="button"
                className={styles.row}
                onClick={() => {
                  tap(id)
                  onClose()
                }}
              >
                <bdi className={styles.title}>{title}</bdi>
                {description !== '' && <bdi className={styles.description}>{description}</bdi>}
              </button>
              <span className={styles.count}>
                {title.length}/24 · {description.length}/72
              </span>
            </div>
          ))}
        </section>
      ))}
    </Sheet>
  )
}
