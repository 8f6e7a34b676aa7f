import { employerRoutes as routes } from '@rolecall/contract/api/employer-routes'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useParams } from 'react-router'
import { call } from '../../api/client.ts'
import { readAgain } from '../../api/live-updates.ts'
import { sessionQuery } from '../../api/queries.ts'
import { useRequestKey } from '../../forms/use-request-key.ts'
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
        {({ organisations, asksWhatMatters }) => {
          const own = organisations.find((each) => each.organisationId === organisationId)
          const today = new Date().toISOString().slice(0, 10)
          return (
            <JobForm
              start={emptyForm(currencyOf(own?.country ?? ''), today)}
              organisation={own?.name ?? ''}
              labels={{}}
              asksWhatMatters={asksWhatMatters}
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
  const key = useRequestKey()
  return useMutation({
    mutationFn: ({ values, publish }: { values: FormValues; publish: boolean }) => {
      const body = { posting: unjudgedPosting(values, language), publish }
      return call(routes.createJob, { params: { organisationId }, body, key: key.of(body) })
    },
    onSuccess: (job) => {
      key.done()
      readAgain(client, organisationId, { type: 'job', jobId: job.id })
      navigate(`/${organisationId}/jobs/${job.id}${job.state === 'draft' ? '/posting' : '/matches'}`)
    },
  })
}
