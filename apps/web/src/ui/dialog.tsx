import { type ReactNode, useEffect, useRef } from 'react'
import css from './dialog.module.css'

/** The platform's modal dialog: it holds the focus and gives it back; Escape closes. */
export const Dialog = ({
  title,
  children,
  actions,
  onClose,
}: {
  title: string
  children: ReactNode
  actions: ReactNode
  onClose: () => void
}) => {
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    const node = dialog.current
    node?.showModal()
    return () => node?.close()
  }, [])
  return (
    <dialog ref={dialog} className={css.dialog} aria-labelledby="dialog-title" onClose={onClose}>
      <div className={css.inside}>
        <h2 id="dialog-title">{title}</h2>
        {children}
        <div className={css.actions}>{actions}</div>
      </div>
    </dialog>
  )
}
