import type { ReactNode } from 'react'
import css from '../../ui/field.module.css'

/** Boxes of a form that is sent without client code. */
export const Choices = (props: {
  kind: 'radio' | 'checkbox'
  legend: string
  options: readonly { id: string; name: string; value: string; label: ReactNode; checked: boolean }[]
}) => (
  <fieldset className={css.group}>
    <legend className={css.legend}>{props.legend}</legend>
    <div className={css.choices}>
      {props.options.map(({ id, name, value, label, checked }) => (
        <label key={id} className={css.choice}>
          <input type={props.kind} id={id} name={name} value={value} defaultChecked={checked} />
          {label}
        </label>
      ))}
    </div>
  </fieldset>
)
