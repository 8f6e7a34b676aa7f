import { EstimateBody } from '@rolecall/contract/api/employer-jobs'
import { employerRoutes as routes } from '@rolecall/contract/api/employer-routes'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useParams } from 'react-router'
import { call } from '../../api/client.ts'
import { useRested } from '../../ui/use-rested.ts'
import { type FormValues, postingOf } from './form-values.ts'

/** How many people would fit what is filled in; undefined until there is enough of it. Asked when typing rests. */
export const useEstimate = (values: FormValues) => {
  const { organisationId = '' } = useParams()
  const body = EstimateBody.strip().safeParse(postingOf(values, 'en')).data
  const rested = useRested(body === undefined ? '' : JSON.stringify(body), 400)
  return useQuery({
    queryKey: ['org', organisationId, 'estimate', rested],
    queryFn: ({ signal }) =>
      call(routes.estimateJob, { params: { organisationId }, body: EstimateBody.parse(JSON.parse(rested)), signal }),
    enabled: rested !== '',
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  }).data
}
