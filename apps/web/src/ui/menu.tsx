import { Children, type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react'
import { Button } from './button.tsx'
import css from './menu.module.css'

/** A button that shows what else can be done: each child is a row. A choice, Escape and a press beside it close it. */
export const Menu = ({ label, children }: { label: string; children: ReactNode }) => {
  const id = useId()
  const [open, setOpen] = useState(false)
  const around = useRef<HTMLDivElement>(null)
  // The focus goes back first, so that a dialog which a row opens gives it back to the button.
  const close = () => {
    around.current?.querySelector('button')?.focus()
    setOpen(false)
  }
  useEffect(() => {
    if (!open) return
    const leave = ({ target }: Event) => {
      if (target instanceof Node && !around.current?.contains(target)) setOpen(false)
    }
    const events = ['pointerdown', 'focusin']
    for (const event of events) document.addEventListener(event, leave)
    return () => {
      for (const event of events) document.removeEventListener(event, leave)
    }
  }, [open])
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && open) close()
  }
  const rows = Children.toArray(children)
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the key is heard from the button and the rows inside
    <div ref={around} className={css.menu} onKeyDown={onKeyDown}>
      <Button aria-expanded={open} aria-controls={id} onClick={() => setOpen(!open)}>
        {label}
        <span aria-hidden="true">▾</span>
      </Button>
      <ul id={id} className={css.rows} hidden={!open}>
        {rows.map((row, at) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: what is pressed stands inside, with keys of its own
          // biome-ignore lint/suspicious/noArrayIndexKey: rows have no other name, and keep their places
          <li key={at} onClick={close}>
            {row}
          </li>
        ))}
      </ul>
    </div>
  )
}
