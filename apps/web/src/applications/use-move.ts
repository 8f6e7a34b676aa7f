import type { ApplicationView, MoveBody } from '@rolecall/contract/api/applications'
import { employerRoutes as routes } from '@rolecall/contract/api/employer-routes'
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useParams } from 'react-router'
import { call } from '../api/client.ts'
import { readAgain } from '../api/live-updates.ts'
import { applicationQuery } from '../api/queries.ts'

const useApplicationParams = (application: { readonly id: string }) => {
  const { organisationId = '' } = useParams()
  return { organisationId, applicationId: application.id }
}

/** Puts the changed application where pages look, and reads what depends on it again. */
const useKeep = (organisationId: string) => {
  const client = useQueryClient()
  return (application: ApplicationView) => {
    client.setQueryData(applicationQuery(organisationId, application.id).queryKey, application)
    readAgain(client, organisationId, { type: 'application', applicationId: application.id, jobId: application.jobId })
  }
}

/** Moves an application on. */
export const useMove = (application: { readonly id: string }, done: () => void) => {
  const params = useApplicationParams(application)
  const keep = useKeep(params.organisationId)
  return useMutation({
    mutationFn: (body: MoveBody) => call(routes.moveApplication, { params, body }),
    onSuccess: (result) => {
      keep(result.application)
      done()
    },
  })
}

/** What the person would read; nothing is asked while `body` is undefined. */
export const usePreview = (application: { readonly id: string }, body: MoveBody | undefined) => {
  const params = useApplicationParams(application)
  const preview = {
    state: body?.state ?? 'shortlisted',
    ...(body?.reason === undefined ? {} : { reason: body.reason }),
  }
  return useQuery({
    queryKey: ['preview', params.applicationId, preview],
    queryFn: () => call(routes.moveApplication, { params, body: { ...preview, preview: true } }),
    enabled: body !== undefined,
    placeholderData: keepPreviousData,
    gcTime: 0,
  })
}

/** Takes back an outcome that the person was not told yet. */
export const useUndo = (application: { readonly id: string }) => {
  const params = useApplicationParams(application)
  const keep = useKeep(params.organisationId)
  return useMutation({ mutationFn: () => call(routes.undoMove, { params }), onSuccess: keep })
}
