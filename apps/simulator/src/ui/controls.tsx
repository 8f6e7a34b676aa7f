import { type ComponentProps, type ReactNode, useId } from 'react'
import styles from './controls.module.css'

/** A button of 44 px; `primary` once a place at most. */
export function Button({
  kind = 'plain',
  ...rest
}: ComponentProps<'button'> & { kind?: 'plain' | 'primary' | 'danger' }) {
  const extra = kind === 'plain' ? '' : styles[kind]
  return <button type="button" {...rest} className={`${styles.button} ${extra} ${rest.className ?? ''}`} />
}

export function Field({
  label,
  hint,
  children,
}: {
  label: string
  hint?: string
  children: (id: string) => ReactNode
}) {
  const id = useId()
  return (
    <div className={styles.field}>
      <label className={styles.label} htmlFor={id}>
        {label}
      </label>
      {hint !== undefined && <span className={styles.hint}>{hint}</span>}
      {children(id)}
    </div>
  )
}

interface CheckProps {
  readonly label: string
  readonly hint?: string
  readonly checked: boolean
  readonly onChange: (checked: boolean) => void
}

export function Check({ label, hint, checked, onChange }: CheckProps) {
  return (
    <label className={styles.choice}>
      <input type="checkbox" checked={checked} onChange={(event) => onChange(event.currentTarget.checked)} />
      <span>
        {label}
        {hint !== undefined && <span className={styles.hint}> · {hint}</span>}
      </span>
    </label>
  )
}

export { styles as controls }
