import { type ReactNode, useEffect, useId, useRef } from 'react'
import { Button } from './controls.tsx'
import styles from './sheet.module.css'

interface SheetProps {
  readonly title: string
  readonly onClose: () => void
  readonly children: ReactNode
}

/** A native modal dialog, open while it is rendered: Escape closes it, focus goes back where it was. */
export function Sheet({ title, onClose, children }: SheetProps) {
  const ref = useRef<HTMLDialogElement>(null)
  const titleId = useId()
  useEffect(() => {
    const dialog = ref.current
    if (dialog?.open === false) dialog.showModal()
    return () => dialog?.close()
  }, [])
  return (
    <dialog ref={ref} className={styles.sheet} aria-labelledby={titleId} onCancel={onClose}>
      <div className={styles.head}>
        <h2 id={titleId}>{title}</h2>
        <Button onClick={onClose}>Close</Button>
      </div>
      <div className={styles.body}>{children}</div>
    </dialog>
  )
}
