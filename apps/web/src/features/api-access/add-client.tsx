import { type ApiClientWithSecret, ApiScope } from '@rolecall/contract/api/api-clients'
import { employerRoutes as routes } from '@rolecall/contract/api/employer-routes'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type SubmitEvent, useState } from 'react'
import { ApiProblem, call } from '../../api/client.ts'
import { apiClientsQuery } from '../../api/queries.ts'
import { readAnew } from '../../api/read-anew.ts'
import { readErrors } from '../../forms/form-errors.ts'
import { useRequestKey } from '../../forms/use-request-key.ts'
import { useSay, useText } from '../../text/use-text.tsx'
import { Button } from '../../ui/button.tsx'
import { CheckGroup } from '../../ui/choices.tsx'
import { ErrorSummary } from '../../ui/error-summary.tsx'
import { Select, TextField } from '../../ui/field.tsx'
import css from './api-access-page.module.css'
import { scopeKey } from './scope-key.ts'

const lives = [365, 90, 30, 0]
const empty = { name: '', scopes: [] as string[], days: String(lives[0]) }

/** A name, what it may do, and for how long. */
export const AddClient = (props: { organisationId: string; onSecret: (client: ApiClientWithSecret) => void }) => {
  const say = useSay()
  const text = useText()
  const [values, setValues] = useState(empty)
  const add = useAdd(props, () => setValues(empty))
  const fields = [
    { id: 'name', label: say('web.api.name') },
    { id: 'scopes', label: say('web.api.may') },
  ]
  const { summary, byField } = readErrors({ error: add.error, sent: { name: values.name } }, fields, text)
  const onSubmit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (!add.isPending) add.mutate(values)
  }
  return (
    <section className={css.add}>
      <h2>{say('web.api.new')}</h2>
      <form className={css.form} onSubmit={onSubmit} noValidate>
        <ErrorSummary errors={summary} />
        <TextField
          id="name"
          label={say('web.api.name')}
          hint={say('web.api.name-hint')}
          error={byField.name}
          autoComplete="off"
          value={values.name}
          onChange={({ target }) => setValues({ ...values, name: target.value })}
        />
        <CheckGroup
          id="scopes"
          label={say('web.api.may')}
          error={byField.scopes}
          options={ApiScope.options.map((value) => ({ value, label: say(scopeKey(value)) }))}
          values={values.scopes}
          onChange={(scopes) => setValues({ ...values, scopes })}
        />
        <Select
          id="days"
          label={say('web.api.works')}
          options={lives.map((days) => ({ value: String(days), label: say('web.api.for', { days }) }))}
          value={values.days}
          onChange={({ target }) => setValues({ ...values, days: target.value })}
        />
        <Button type="submit" look="primary" busy={add.isPending}>
          {say('web.api.add')}
        </Button>
      </form>
    </section>
  )
}

const useAdd = ({ organisationId, onSecret }: Parameters<typeof AddClient>[0], onDone: () => void) => {
  const client = useQueryClient()
  const key = useRequestKey()
  const readAgain = () => readAnew(client, apiClientsQuery(organisationId).queryKey)
  return useMutation({
    mutationFn: ({ name, scopes, days }: typeof empty) =>
      call(routes.createApiClient, {
        params: { organisationId },
        key: key.of({ name, scopes, days }),
        body: {
          name: name.trim(),
          scopes: ApiScope.options.filter((scope) => scopes.includes(scope)),
          ...(days === '0' ? {} : { expiresInDays: Number(days) }),
        },
      }),
    onSuccess: (made) => {
      key.done()
      onDone()
      onSecret(made)
      return readAgain()
    },
    // It stands in the list, where its secret can be made anew.
    onError: (error) => {
      if (!(error instanceof ApiProblem) || error.code !== 'made-already') return undefined
      key.done()
      return readAgain()
    },
  })
}
