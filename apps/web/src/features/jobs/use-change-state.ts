import type { EmployerJob } from '@rolecall/contract/api/employer-jobs'
import { employerRoutes as routes } from '@rolecall/contract/api/employer-routes'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useParams } from 'react-router'
import { call } from '../../api/client.ts'
import { readAgain } from '../../api/live-updates.ts'
import { jobQuery } from '../../api/queries.ts'

type Change = { readonly state: 'open' | 'paused' | 'closed' }

/** Opens, pauses or closes a job, and reads again what hangs on it. */
export const useChangeState = (job: EmployerJob) => {
  const client = useQueryClient()
  const { organisationId = '' } = useParams()
  return useMutation({
    mutationFn: (body: Change) => call(routes.setJobState, { params: { organisationId, jobId: job.id }, body }),
    onSuccess: (changed) => {
      client.setQueryData(jobQuery(organisationId, job.id).queryKey, changed)
      readAgain(client, organisationId, { type: 'job', jobId: job.id })
    },
  })
}
