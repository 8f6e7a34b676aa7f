import { routes } from '@rolecall/contract/api/routes'
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { call } from './client.ts'

/** What the pages of the operator's staff read. */
export const staffSessionQuery = queryOptions({
  queryKey: ['staff-session'],
  queryFn: () => call(routes.whichStaff, {}),
  staleTime: 60_000,
})

export type OrganisationState = 'pending' | 'vetted' | 'suspended'

const firstPage = (): string | undefined => undefined

export const organisationsQuery = (state: OrganisationState) =>
  infiniteQueryOptions({
    queryKey: ['operator', 'organisations', state],
    queryFn: ({ pageParam }) => call(routes.listOrganisations, { query: { state, limit: 20, after: pageParam } }),
    initialPageParam: firstPage(),
    getNextPageParam: (page) => page.cursor,
  })

export type ReportState = 'open' | 'decided'

export const reportsQuery = (state: ReportState) =>
  infiniteQueryOptions({
    queryKey: ['operator', 'reports', state],
    queryFn: ({ pageParam }) => call(routes.listReports, { query: { state, limit: 20, after: pageParam } }),
    initialPageParam: firstPage(),
    getNextPageParam: (page) => page.cursor,
  })

/** That it was read is written down: only what is opened is asked for. */
export const reportQuery = (reportId: string) =>
  queryOptions({
    queryKey: ['operator', 'report', reportId],
    queryFn: () => call(routes.readReport, { params: { reportId } }),
    staleTime: 60_000,
  })

export const staffQuery = queryOptions({
  queryKey: ['operator', 'staff'],
  queryFn: () => call(routes.listStaff, {}),
})

/** Read anew when the page opens, never behind the back of whoever types: their change carries the revision that they saw. */
export const settingsQuery = queryOptions({
  queryKey: ['operator', 'settings'],
  queryFn: () => call(routes.readSettings, {}),
  staleTime: 0,
  refetchOnWindowFocus: false,
  refetchOnReconnect: false,
})

export const auditLogQuery = (of: string) =>
  infiniteQueryOptions({
    queryKey: ['operator', 'log', of],
    queryFn: ({ pageParam }) =>
      call(routes.readAuditLog, { query: { limit: 50, after: pageParam, ...(of === '' ? {} : { of }) } }),
    initialPageParam: firstPage(),
    getNextPageParam: (page) => page.cursor,
  })

/** Read anew while the page is looked at; a tab in the background asks for nothing. */
export const healthQuery = queryOptions({
  queryKey: ['operator', 'health'],
  queryFn: () => call(routes.readHealth, {}),
  refetchInterval: 15_000,
})

export const deadTasksQuery = infiniteQueryOptions({
  queryKey: ['operator', 'dead-tasks'],
  queryFn: ({ pageParam }) => call(routes.listDeadTasks, { query: { limit: 20, after: pageParam } }),
  initialPageParam: firstPage(),
  getNextPageParam: (page) => page.cursor,
  refetchInterval: 15_000,
})
