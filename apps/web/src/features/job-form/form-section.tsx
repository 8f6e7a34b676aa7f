import type { ReactNode } from 'react'
import type { FormValues } from './form-values.ts'
import css from './job-form.module.css'

/** What each group of fields is given. */
export type GroupProps = {
  readonly values: FormValues
  readonly set: (change: Partial<FormValues>) => void
  readonly errors: Readonly<Record<string, string>>
}

/** One of the five groups. */
export const FormSection = ({ title, hint, children }: { title: string; hint?: string; children: ReactNode }) => (
  <fieldset className={css.section}>
    <legend>{title}</legend>
    {hint && <p className={css.hint}>{hint}</p>}
    {children}
  </fieldset>
)
