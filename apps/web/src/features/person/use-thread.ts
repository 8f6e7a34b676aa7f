import { employerRoutes as routes } from '@rolecall/contract/api/employer-routes'
import type { ThreadReportReason } from '@rolecall/contract/report'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useParams } from 'react-router'
import { call } from '../../api/client.ts'
import { sessionQuery } from '../../api/queries.ts'
import { readAnew } from '../../api/read-anew.ts'
import { useRequestKey } from '../../forms/use-request-key.ts'

/** The thread that the page is about, and how everything that depends on it is read again. */
export const useThreadParams = (applicationId: string) => {
  const { organisationId = '' } = useParams()
  const client = useQueryClient()
  const params = { organisationId, applicationId }
  const readAgain = () => readAnew(client, ['org', organisationId, 'application', applicationId, 'messages'])
  return { params, readAgain }
}

/** Whether one may write: reviewers read. */
export const useMayWrite = (): boolean => {
  const { organisationId = '' } = useParams()
  const organisations = useQuery(sessionQuery).data?.organisations ?? []
  return organisations.some((each) => each.organisationId === organisationId && each.role !== 'reviewer')
}

export const useSend = (applicationId: string, done: () => void) => {
  const { params, readAgain } = useThreadParams(applicationId)
  const key = useRequestKey()
  return useMutation({
    mutationFn: (text: string) => call(routes.sendMessage, { params, body: { text }, key: key.of(text) }),
    onSuccess: async () => {
      key.done()
      done()
      await readAgain()
    },
  })
}

export const useBlock = (applicationId: string) => {
  const { params, readAgain } = useThreadParams(applicationId)
  return useMutation({
    mutationFn: (active: boolean) => call(active ? routes.blockPerson : routes.unblockPerson, { params }),
    onSuccess: readAgain,
  })
}

export const useReport = (applicationId: string, done: () => void) => {
  const { params, readAgain } = useThreadParams(applicationId)
  return useMutation({
    mutationFn: (body: { reason: ThreadReportReason; text?: string }) => call(routes.reportPerson, { params, body }),
    onSuccess: async () => {
      done()
      await readAgain()
    },
  })
}

/** Says once that what is new was read, by whoever may answer it. */
export const useMarkRead = (application: { readonly id: string; readonly unread: number }): void => {
  const { params } = useThreadParams(application.id)
  const mayWrite = useMayWrite()
  const { mutate } = useMutation({ mutationFn: () => call(routes.readMessages, { params }) })
  useEffect(() => {
    if (mayWrite && application.unread > 0) mutate()
  }, [mayWrite, application.unread, mutate])
}
