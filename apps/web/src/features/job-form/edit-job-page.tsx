import type { EmployerJob } from '@rolecall/contract/api/employer-jobs'
import { employerRoutes as routes } from '@rolecall/contract/api/employer-routes'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useParams } from 'react-router'
import { ApiProblem, call } from '../../api/client.ts'
import { readAgain } from '../../api/live-updates.ts'
import { jobQuery, sessionQuery } from '../../api/queries.ts'
import { readAnew } from '../../api/read-anew.ts'
import { Labelled } from '../../text/labels.tsx'
import { useSay } from '../../text/use-text.tsx'
import { Page } from '../../ui/page.tsx'
import { QueryState } from '../../ui/query-state.tsx'
import { type FormValues, formOf, unjudgedPosting } from './form-values.ts'
import { JobForm } from './job-form.tsx'

/** Edit a job; a draft can be published from here. */
export const EditJobPage = () => {
  const say = useSay()
  const { organisationId = '', jobId = '' } = useParams()
  return (
    <Page title={say('web.form.edit')} lead={say('web.form.lead')}>
      <QueryState query={useQuery(jobQuery(organisationId, jobId))}>
        {(job) => (
          <Labelled labels={job.labels}>
            <EditForm key={job.id} job={job} />
          </Labelled>
        )}
      </QueryState>
    </Page>
  )
}

const EditForm = ({ job }: { job: EmployerJob }) => {
  const { organisationId = '' } = useParams()
  const { data: session } = useQuery(sessionQuery)
  const save = useSave(job)
  const own = session?.organisations.find((each) => each.organisationId === organisationId)
  return (
    <JobForm
      start={formOf(job.posting, job.labels[job.posting.occupation] ?? job.posting.occupation)}
      organisation={own?.name ?? ''}
      labels={job.labels}
      asksWhatMatters={session?.asksWhatMatters ?? false}
      error={save.error}
      busy={save.isPending}
      submit={(values, publish) => save.mutate({ values, publish })}
      canPublish={job.state === 'draft'}
    />
  )
}

const useSave = (job: EmployerJob) => {
  const client = useQueryClient()
  const navigate = useNavigate()
  const { organisationId = '' } = useParams()
  const params = { organisationId, jobId: job.id }
  const { queryKey } = jobQuery(organisationId, job.id)
  return useMutation({
    mutationFn: async ({ values, publish }: { values: FormValues; publish: boolean }) => {
      const posting = unjudgedPosting(values, job.posting.description.language)
      const saved = await call(routes.editJob, { params, body: { posting, revision: job.revision } })
      client.setQueryData(queryKey, saved)
      return publish ? call(routes.setJobState, { params, body: { state: 'open' } }) : saved
    },
    // Someone else saved in between: the next try starts from their revision.
    onError: (error) => error instanceof ApiProblem && error.code === 'conflict' && readAnew(client, queryKey),
    onSuccess: (saved) => {
      client.setQueryData(queryKey, saved)
      readAgain(client, organisationId, { type: 'job', jobId: job.id })
      navigate(`/${organisationId}/jobs/${job.id}/posting`)
    },
  })
}
