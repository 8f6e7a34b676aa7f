import type { CaseFilter } from '@rolecall/contract/api/cases'
import { routes } from '@rolecall/contract/api/routes'
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { call } from './client.ts'

const firstPage = (): string | undefined => undefined

/** Read again by itself, as staff have no stream of changes. */
export const casesQuery = (show: CaseFilter) =>
  infiniteQueryOptions({
    queryKey: ['operator', 'cases', show],
    queryFn: ({ pageParam }) => call(routes.listCases, { query: { show, limit: 50, after: pageParam } }),
    initialPageParam: firstPage(),
    getNextPageParam: (page) => page.cursor,
    refetchInterval: 10_000,
  })

export const caseQuery = (caseId: string) =>
  queryOptions({
    queryKey: ['operator', 'case', caseId],
    queryFn: () => call(routes.readCase, { params: { caseId } }),
    refetchInterval: 3000,
  })
