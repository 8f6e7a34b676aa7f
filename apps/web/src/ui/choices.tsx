import { capitalise } from '../text/capitalise.ts'
import { useText } from '../text/use-text.tsx'
import css from './field.module.css'
import type { FieldProps, Option } from './field.tsx'

type Choices = FieldProps & { readonly options: readonly Option[] }

type Several = Choices & {
  readonly values: readonly string[]
  /** When so many are chosen, the others rest. */
  readonly most?: number
  readonly onChange: (values: string[]) => void
}

/** Several of a few: check boxes that are easy to hit with a thumb. The first box carries the field's id, for the error summary. */
export const CheckGroup = (props: Several) => {
  const { values, onChange, options, id, most = options.length } = props
  const { language } = useText()
  const toggle = (value: string) =>
    onChange(options.map((option) => option.value).filter((each) => values.includes(each) !== (each === value)))
  return (
    <Group {...props}>
      {options.map((option, at) => (
        <label key={option.value} className={css.choice}>
          <input
            type="checkbox"
            id={at === 0 ? id : `${id}-${option.value}`}
            checked={values.includes(option.value)}
            disabled={values.length >= most && !values.includes(option.value)}
            onChange={() => toggle(option.value)}
          />
          {capitalise(option.label, language)}
        </label>
      ))}
    </Group>
  )
}

/** One of a few. */
export const RadioGroup = (props: Choices & { value: string; onChange: (value: string) => void }) => {
  const { value, onChange, options, id } = props
  const { language } = useText()
  return (
    <Group {...props}>
      {options.map((option, at) => (
        <label key={option.value} className={css.choice}>
          <input
            type="radio"
            id={at === 0 ? id : `${id}-${option.value}`}
            name={id}
            checked={value === option.value}
            onChange={() => onChange(option.value)}
          />
          {capitalise(option.label, language)}
        </label>
      ))}
    </Group>
  )
}

const Group = ({ id, label, hint, error, children }: FieldProps & { children: React.ReactNode }) => (
  <fieldset
    className={css.group}
    aria-describedby={[hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ') || undefined}
  >
    <legend className={css.legend}>{label}</legend>
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
    <div className={css.choices}>{children}</div>
  </fieldset>
)
