import type { SessionView } from '@rolecall/contract/api/session'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from 'react-router'
import { sessionQuery } from '../../api/queries.ts'

/** Takes whoever was just signed in to their organisation. */
export const useArrive = () => {
  const client = useQueryClient()
  const navigate = useNavigate()
  return (session: SessionView) => {
    client.clear()
    client.setQueryData(sessionQuery.queryKey, session)
    navigate('/', { replace: true })
  }
}
