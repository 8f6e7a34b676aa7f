import type { Option } from './field.tsx'
import css from './segments.module.css'
import { VisuallyHidden } from './visually-hidden.tsx'

/** A small switch between a few ways to look at the same things. */
export const Segments = (props: {
  id: string
  label: string
  options: readonly Option[]
  value: string
  onChange: (value: string) => void
}) => {
  const { id, label, options, value, onChange } = props
  return (
    <fieldset className={css.segments}>
      <legend>
        <VisuallyHidden>{label}</VisuallyHidden>
      </legend>
      {options.map((option) => (
        <label key={option.value}>
          <input type="radio" name={id} checked={value === option.value} onChange={() => onChange(option.value)} />
          {option.label}
        </label>
      ))}
    </fieldset>
  )
}
