import { useState } from 'react'
import { problemText } from '../../text/problem-text.ts'
import { useSay, useText } from '../../text/use-text.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { ErrorSummary } from '../../ui/error-summary.tsx'
import { ApplyGroup } from './apply-group.tsx'
import { readFieldErrors } from './field-errors.ts'
import { FormAside } from './form-aside.tsx'
import type { FormValues } from './form-values.ts'
import css from './job-form.module.css'
import { MattersMostField } from './matters-most-field.tsx'
import { NeedsGroup } from './needs-group.tsx'
import { PayGroup } from './pay-group.tsx'
import { PlaceGroup } from './place-group.tsx'
import { useEstimate } from './use-estimate.ts'
import { WorkGroup } from './work-group.tsx'

export type JobFormProps = {
  readonly start: FormValues
  readonly organisation: string
  readonly labels: Readonly<Record<string, string>>
  /** Whether the operator lets employers say what matters most. */
  readonly asksWhatMatters: boolean
  readonly error: unknown
  readonly busy: boolean
  /** `publish`: open it at once. */
  readonly submit: (values: FormValues, publish: boolean) => void
  /** False where the job is published already: then it is only saved. */
  readonly canPublish: boolean
}

/** Five groups, the errors on top, the preview beside; what was typed stays whatever the server says. */
export const JobForm = (props: JobFormProps) => {
  const say = useSay()
  const text = useText()
  const [values, setValues] = useState(props.start)
  const [checking, setChecking] = useState(false)
  const estimate = useEstimate(values)
  const { summary, byField } = useFieldErrors(props.error)
  const set = (change: Partial<FormValues>) => setValues((old) => ({ ...old, ...change }))
  const group = { values, set, errors: byField }
  const other =
    props.error !== null && summary.length === 0
      ? [{ fieldId: 'title', message: problemText(props.error, text) }]
      : summary
  const publish = () => {
    setChecking(false)
    props.submit(values, true)
  }
  return (
    <div className={css.columns}>
      <form className={css.form} noValidate onSubmit={(event) => event.preventDefault()}>
        <ErrorSummary errors={other} />
        <WorkGroup {...group} />
        <PayGroup {...group} />
        <PlaceGroup {...group} />
        <NeedsGroup {...group} estimate={estimate} labels={props.labels}>
          {props.asksWhatMatters && <MattersMostField {...group} />}
        </NeedsGroup>
        <ApplyGroup {...group} />
        <div className={css.actions}>
          {props.canPublish && (
            <Button look="primary" busy={props.busy} onClick={() => setChecking(true)}>
              {say('web.form.publish')}
            </Button>
          )}
          <Button
            look={props.canPublish ? 'secondary' : 'primary'}
            busy={props.busy}
            onClick={() => props.submit(values, false)}
          >
            {say(props.canPublish ? 'web.form.save-draft' : 'web.form.save')}
          </Button>
        </div>
      </form>
      <FormAside values={values} organisation={props.organisation} estimate={estimate} />
      {checking && (
        <PublishDialog fit={estimate?.fit} title={values.title} publish={publish} onClose={() => setChecking(false)} />
      )}
    </div>
  )
}

/** The same error gives the same objects, so that the summary takes the focus once. */
const useFieldErrors = (error: unknown) => {
  const text = useText()
  const [seen, setSeen] = useState({ error, found: readFieldErrors(error, text) })
  if (seen.error === error) return seen.found
  const found = readFieldErrors(error, text)
  setSeen({ error, found })
  return found
}

const PublishDialog = (props: { fit: number | undefined; title: string; publish: () => void; onClose: () => void }) => {
  const say = useSay()
  return (
    <Dialog
      title={say('web.form.check')}
      onClose={props.onClose}
      actions={
        <>
          <Button look="primary" onClick={props.publish}>
            {say('web.form.publish-now')}
          </Button>
          <Button look="quiet" onClick={props.onClose}>
            {say('web.form.keep-editing')}
          </Button>
        </>
      }
    >
      {props.fit !== undefined && <p>{say('web.form.fit', { count: props.fit })}</p>}
      <p>{say('web.form.check-text')}</p>
    </Dialog>
  )
}
