import { employerRoutes as routes } from '@rolecall/contract/api/employer-routes'
import { OrganisationEvent } from '@rolecall/contract/api/organisation'
import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { addressOf } from './client.ts'
import { readAnew } from './read-anew.ts'

/** Reads again what the server says has changed, and everything after a break in the stream. */
export const useLiveUpdates = (organisationId: string): void => {
  const client = useQueryClient()
  useEffect(() => {
    const source = new EventSource(addressOf(routes.followEvents, { organisationId }))
    let broken = false
    source.onmessage = ({ data }) => {
      const event = OrganisationEvent.safeParse(parseJson(String(data)))
      if (event.success) readAgain(client, organisationId, event.data)
    }
    source.onerror = () => {
      broken = true
    }
    source.onopen = () => {
      if (broken) readAgain(client, organisationId, { type: 'read-again' })
      broken = false
    }
    return () => source.close()
  }, [client, organisationId])
}

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Marks what an event touches as stale; what is on the screen is fetched at once. */
export const readAgain = (client: QueryClient, organisationId: string, event: OrganisationEvent): void => {
  const stale = (...rest: string[]) => void readAnew(client, ['org', organisationId, ...rest])
  switch (event.type) {
    case 'job':
      stale('jobs')
      stale('job', event.jobId)
      stale('matches', event.jobId)
      return
    case 'application':
      stale('jobs')
      stale('job', event.jobId)
      stale('applications', event.jobId)
      stale('application', event.applicationId)
      stale('matches', event.jobId)
      return
    case 'read-again':
      stale()
      return
    default:
      event satisfies never
  }
}
