import { useEffect, useRef } from 'react'
import { useSay } from '../text/use-text.tsx'
import css from './error-summary.module.css'

/** One line for each mistake; `fieldId` is the control that mends it. */
export type FormError = { readonly fieldId: string; readonly message: string }

/** Stands on top of a form that was refused, takes the focus, and leads to each field. Empty: nothing. */
export const ErrorSummary = ({ errors, title }: { errors: readonly FormError[]; title?: string }) => {
  const say = useSay()
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (errors.length > 0) box.current?.focus()
  }, [errors])
  if (errors.length === 0) return null
  return (
    <div ref={box} className={css.summary} role="alert" tabIndex={-1} aria-labelledby="error-summary">
      <h2 id="error-summary">{title ?? say('web.errors.title', { count: errors.length })}</h2>
      <ul>
        {errors.map((error) => (
          <li key={error.fieldId + error.message}>
            <a href={`#${error.fieldId}`} onClick={(event) => focusField(event, error.fieldId)}>
              {error.message}
            </a>
          </li>
        ))}
      </ul>
    </div>
  )
}

const focusField = (event: React.MouseEvent, fieldId: string) => {
  const field = document.getElementById(fieldId)
  if (field === null) return
  event.preventDefault()
  field.focus()
  field.scrollIntoView({ block: 'center' })
}
