import { employerRoutes as routes } from '@rolecall/contract/api/employer-routes'
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { call } from './client.ts'

/** What the pages read, with the keys under which it is kept. Everything of an organisation stands under `['org', id]`. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: () => call(routes.whoAmI, {}),
  staleTime: 60_000,
})

export const sessionsQuery = queryOptions({
  queryKey: ['sessions'],
  queryFn: () => call(routes.listSessions, {}),
})

export const passkeysQuery = queryOptions({
  queryKey: ['passkeys'],
  queryFn: () => call(routes.listPasskeys, {}),
})

export const jobsQuery = (organisationId: string) =>
  queryOptions({
    queryKey: ['org', organisationId, 'jobs'],
    queryFn: () =>
      readAll((after) => call(routes.listJobs, { params: { organisationId }, query: { limit: 100, after } })),
  })

export const jobQuery = (organisationId: string, jobId: string) =>
  queryOptions({
    queryKey: ['org', organisationId, 'job', jobId],
    queryFn: () => call(routes.readOwnJob, { params: { organisationId, jobId } }),
  })

export const matchesQuery = (organisationId: string, jobId: string) =>
  queryOptions({
    queryKey: ['org', organisationId, 'matches', jobId],
    queryFn: () => call(routes.listMatches, { params: { organisationId, jobId }, query: { limit: 30 } }),
  })

export const jobApplicationsQuery = (organisationId: string, jobId: string) =>
  queryOptions({
    queryKey: ['org', organisationId, 'applications', jobId],
    queryFn: () =>
      readAll((after) =>
        call(routes.listJobApplications, { params: { organisationId, jobId }, query: { limit: 100, after } }),
      ),
  })

export const applicationQuery = (organisationId: string, applicationId: string) =>
  queryOptions({
    queryKey: ['org', organisationId, 'application', applicationId],
    queryFn: () => call(routes.readApplication, { params: { organisationId, applicationId } }),
  })

const firstPage = (): string | undefined => undefined

/** Newest first, a page at a time. It stands below its application, so that whatever changes there reads it again. */
export const threadQuery = (organisationId: string, applicationId: string) =>
  infiniteQueryOptions({
    queryKey: ['org', organisationId, 'application', applicationId, 'messages'],
    queryFn: ({ pageParam }) =>
      call(routes.listMessages, { params: { organisationId, applicationId }, query: { limit: 30, after: pageParam } }),
    initialPageParam: firstPage(),
    getNextPageParam: (page) => page.cursor,
  })

export const membersQuery = (organisationId: string) =>
  queryOptions({
    queryKey: ['org', organisationId, 'members'],
    queryFn: () => call(routes.listMembers, { params: { organisationId } }),
  })

export const openInvitationsQuery = (organisationId: string) =>
  queryOptions({
    queryKey: ['org', organisationId, 'invitations'],
    queryFn: () => call(routes.listOpenInvitations, { params: { organisationId } }),
  })

export const apiClientsQuery = (organisationId: string) =>
  queryOptions({
    queryKey: ['org', organisationId, 'api-clients'],
    queryFn: () => call(routes.listApiClients, { params: { organisationId } }),
  })

type Page<Item> = { readonly items: Item[]; readonly cursor?: string | undefined }

/** All pages of a list, one after the other. */
const readAll = async <Item>(read: (after: string | undefined) => Promise<Page<Item>>): Promise<Item[]> => {
  const items: Item[] = []
  let after: string | undefined
  do {
    const page = await read(after)
    items.push(...page.items)
    after = page.cursor
  } while (after !== undefined)
  return items
}
