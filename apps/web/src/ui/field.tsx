import type { InputHTMLAttributes, ReactNode, SelectHTMLAttributes, TextareaHTMLAttributes } from 'react'
import { capitalise } from '../text/capitalise.ts'
import { useSay, useText } from '../text/use-text.tsx'
import css from './field.module.css'

export type FieldProps = {
  readonly id: string
  readonly label: ReactNode
  readonly hint?: ReactNode
  readonly error?: string | undefined
  readonly optional?: boolean
}

/** A label, a hint and an error around one control. The control takes `controlProps`. */
export const Field = ({ id, label, hint, error, optional, children }: FieldProps & { children: ReactNode }) => (
  <div className={css.field}>
    <label htmlFor={id}>
      {label} {optional && <Optional />}
    </label>
    {hint && (
      <p id={`${id}-hint`} className={css.hint}>
        {hint}
      </p>
    )}
    {error && (
      <p id={`${id}-error`} className={css.error}>
        {error}
      </p>
    )}
    {children}
  </div>
)

/** What ties a control to its label, hint and error. */
export const controlProps = ({ id, hint, error }: Pick<FieldProps, 'id' | 'hint' | 'error'>) => ({
  id,
  name: id,
  className: css.input,
  'aria-invalid': error ? true : undefined,
  'aria-describedby': [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ') || undefined,
})

export const TextField = (props: FieldProps & Omit<InputHTMLAttributes<HTMLInputElement>, 'id'>) => {
  const { label, hint, error, optional, ...input } = props
  return (
    <Field {...fieldOf(props)}>
      <input {...controlProps(props)} {...input} />
    </Field>
  )
}

export const TextArea = (props: FieldProps & Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, 'id'>) => {
  const { label, hint, error, optional, ...input } = props
  return (
    <Field {...fieldOf(props)}>
      <textarea {...controlProps(props)} {...input} />
    </Field>
  )
}

export type Option = { readonly value: string; readonly label: string }

export const Select = (
  props: FieldProps & { options: readonly Option[] } & Omit<SelectHTMLAttributes<HTMLSelectElement>, 'id'>,
) => {
  const { label, hint, error, optional, options, ...input } = props
  const { language } = useText()
  return (
    <Field {...fieldOf(props)}>
      <select {...controlProps(props)} {...input}>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {capitalise(option.label, language)}
          </option>
        ))}
      </select>
    </Field>
  )
}

const fieldOf = (props: FieldProps): FieldProps => ({
  id: props.id,
  label: props.label,
  hint: props.hint,
  error: props.error,
  ...(props.optional === undefined ? {} : { optional: props.optional }),
})

const Optional = () => <span className={css.optional}>({useSay()('web.field.optional')})</span>
