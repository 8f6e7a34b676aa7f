import type { Estimate } from '@rolecall/contract/api/employer-jobs'
import { useSay, useText } from '../../text/use-text.tsx'
import { Card } from '../../ui/card.tsx'
import type { FormValues } from './form-values.ts'
import css from './job-form.module.css'
import { rowOf } from './row-preview.ts'

/** Beside the form: the row on WhatsApp as it will look, and about how many people fit. */
export const FormAside = (props: { values: FormValues; organisation: string; estimate: Estimate | undefined }) => {
  const say = useSay()
  const text = useText()
  const row = rowOf(props.values, props.organisation, text)
  return (
    <aside className={css.aside} aria-label={say('web.form.preview')}>
      <Card>
        <h2>{say('web.form.preview')}</h2>
        <div className={css.row}>
          <b>
            <bdi>{row.title === '' ? say('web.form.preview-title') : row.title}</bdi>
          </b>
          <span>
            <bdi>{row.description}</bdi>
          </span>
        </div>
      </Card>
      <Card tone="act">
        <p aria-live="polite" className={css.fit}>
          {props.estimate === undefined
            ? say('web.form.fit-later')
            : say('web.form.fit', { count: props.estimate.fit })}
        </p>
      </Card>
    </aside>
  )
}
