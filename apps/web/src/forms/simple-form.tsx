import { useMutation } from '@tanstack/react-query'
import { type SubmitEvent, useState } from 'react'
import { useSay, useText } from '../text/use-text.tsx'
import { Button } from '../ui/button.tsx'
import { ErrorSummary } from '../ui/error-summary.tsx'
import { type Option, Select, TextField } from '../ui/field.tsx'
import { readErrors } from './form-errors.ts'
import css from './simple-form.module.css'
import { useRequestKey } from './use-request-key.ts'

export type FormField = {
  /** Name of the body's field. */
  readonly id: string
  readonly label: string
  readonly hint?: string
  readonly type?: 'text' | 'email' | 'password'
  readonly autoComplete?: string
  /** Makes it a choice; the first is chosen. */
  readonly options?: readonly Option[]
}
type Values = Readonly<Record<string, string>>

/** A few fields that are sent together. What is refused stands on top and at its field; what was typed stays. */
export const SimpleForm = <Answer,>(props: {
  readonly fields: readonly FormField[]
  readonly submit: string
  /** `key`: the Idempotency-Key of an operation that creates. */
  readonly send: (values: Values, key: string) => Promise<Answer>
  readonly onDone: (answer: Answer, values: Values) => void
  /** Empties the fields when it is done, for the next. */
  readonly again?: boolean
}) => {
  const { fields, submit, send, onDone, again = false } = props
  const text = useText()
  const [values, setValues] = useState<Values>(() => firstValues(fields))
  const key = useRequestKey()
  const sending = useMutation({
    mutationFn: (given: Values) => send(given, key.of(given)),
    onSuccess: (answer: Answer, sent: Values) => {
      key.done()
      if (again) setValues(firstValues(fields))
      onDone(answer, sent)
    },
  })
  const onSubmit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (!sending.isPending) sending.mutate(values)
  }
  const { summary, byField } = readErrors({ error: sending.error, sent: sending.variables }, fields, text)
  return (
    <form className={css.form} onSubmit={onSubmit} noValidate>
      <ErrorSummary errors={summary} />
      {fields.map(({ options, ...field }) => {
        const shared = {
          ...field,
          error: byField[field.id],
          value: values[field.id] ?? '',
          onChange: ({ target }: { target: { value: string } }) => setValues({ ...values, [field.id]: target.value }),
        }
        return options === undefined ? (
          <TextField key={field.id} {...shared} />
        ) : (
          <Select key={field.id} {...shared} options={options} />
        )
      })}
      <Button type="submit" look="primary" busy={sending.isPending}>
        {submit}
      </Button>
    </form>
  )
}

const firstValues = (fields: readonly FormField[]): Values =>
  Object.fromEntries(fields.map(({ id, options }) => [id, options?.[0]?.value ?? '']))

/** A password that is to be chosen: long, and easy to keep in mind. */
export const useNewPasswordField = (): FormField => {
  const say = useSay()
  return {
    id: 'password',
    label: say('web.account.new-password'),
    hint: say('web.account.password-hint'),
    type: 'password',
    autoComplete: 'new-password',
  }
}
