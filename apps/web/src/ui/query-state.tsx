import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { Navigate, useLocation } from 'react-router'
import { ApiProblem } from '../api/client.ts'
import { problemText } from '../text/problem-text.ts'
import { useSay, useText } from '../text/use-text.tsx'
import { EmptyState, ErrorState, Skeleton } from './states.tsx'

/** Loading, not found, not allowed and error are said here; `children` shows the data. Old data stays while new is read. */
export const QueryState = <Data,>({
  query,
  rows,
  children,
}: {
  query: UseQueryResult<Data>
  rows?: number
  children: (data: Data) => ReactNode
}) => {
  const say = useSay()
  const text = useText()
  const { pathname } = useLocation()
  if (query.data !== undefined) return children(query.data)
  if (query.isPending) return <Skeleton {...(rows === undefined ? {} : { rows })} />
  const { error } = query
  const code = error instanceof ApiProblem ? error.code : ''
  if (code === 'not-signed-in') return <Navigate to={`/sign-in?next=${encodeURIComponent(pathname)}`} replace />
  if (code === 'not-found')
    return <EmptyState title={say('web.state.not-found')}>{say('web.state.not-found-text')}</EmptyState>
  if (code === 'not-allowed')
    return <EmptyState title={say('web.state.not-allowed')}>{say('web.state.not-allowed-text')}</EmptyState>
  return <ErrorState retry={() => void query.refetch()}>{problemText(error, text)}</ErrorState>
}
