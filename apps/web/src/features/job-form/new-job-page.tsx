import { routes } from '@rolecall/contract/api/routes'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useNavigate, useParams } from 'react-router'
import { ApiProblem, call } from '../../api/client.ts'
import { readAgain } from '../../api/live-updates.ts'
import { sessionQuery } from '../../api/queries.ts'
import { useSay, useText } from '../../text/use-text.tsx'
import { Page } from '../../ui/page.tsx'
import { QueryState } from '../../ui/query-state.tsx'
import { currencyOf } from './country-currency.ts'
import { emptyForm, type FormValues, unjudgedPosting } from './form-values.ts'
import { JobForm } from './job-form.tsx'

/** Post a job. */
export const NewJobPage = () => {
  const say = useSay()
  const { organisationId = '' } = useParams()
  const create = useCreate(organisationId)
  return (
    <Page title={say('web.form.new')} lead={say('web.form.lead')}>
      <QueryState query={useQuery(sessionQuery)}>
        {({ organisations }) => {
          const own = organisations.find((each) => each.organisationId === organisationId)
          const today = new Date().toISOString().slice(0, 10)
          return (
            <JobForm
              start={emptyForm(currencyOf(own?.country ?? ''), today)}
              organisation={own?.name ?? ''}
              labels={{}}
              error={create.error}
              busy={create.isPending}
              submit={(values, publish) => create.mutate({ values, publish })}
              canPublish
            />
          )
        }}
      </QueryState>
    </Page>
  )
}

const useCreate = (organisationId: string) => {
  const { language } = useText()
  const client = useQueryClient()
  const navigate = useNavigate()
  // One key a form: pressing twice, or again after a broken line, makes one job. A refused form takes a new one.
  const [key, setKey] = useState(() => crypto.randomUUID())
  return useMutation({
    mutationFn: ({ values, publish }: { values: FormValues; publish: boolean }) =>
      call(routes.createJob, {
        params: { organisationId },
        headers: { 'idempotency-key': key },
        body: { posting: unjudgedPosting(values, language), publish },
      }),
    onError: (error) => error instanceof ApiProblem && isRefused(error) && setKey(crypto.randomUUID()),
    onSuccess: (job) => {
      readAgain(client, organisationId, { type: 'job', jobId: job.id })
      navigate(`/${organisationId}/jobs/${job.id}${job.state === 'draft' ? '/posting' : '/matches'}`)
    },
  })
}

const isRefused = ({ status }: ApiProblem): boolean => status >= 400 && status < 500
