import type { OrganisationEvent } from '@rolecall/contract/api/organisation'
import type { Store } from '@rolecall/core/ports/store'
import { type FeedListener, idsOf } from '../feed.ts'

export type EventListener = (event: OrganisationEvent) => void
export type Subscribe = (organisationId: string, listener: EventListener) => () => void

/** Turns the store's feed into events of each organisation, for whoever listens. Nothing is read where nobody does. */
export const createOrganisationEvents = (store: Store): FeedListener & { readonly subscribe: Subscribe } => {
  const listeners = new Map<string, Set<EventListener>>()
  const tell = (organisationId: string, event: OrganisationEvent) => {
    for (const listener of listeners.get(organisationId) ?? []) listener(event)
  }
  return {
    subscribe(organisationId, listener) {
      const own = listeners.get(organisationId) ?? new Set()
      listeners.set(organisationId, own.add(listener))
      return () => {
        own.delete(listener)
        if (own.size === 0 && listeners.get(organisationId) === own) listeners.delete(organisationId)
      }
    },
    collections: ['jobs', 'applications', 'messages'],
    async changed(events) {
      if (listeners.size === 0) return
      const [jobs, applications, messages] = await Promise.all([
        store.getMany('jobs', idsOf(events, 'jobs')),
        store.getMany('applications', idsOf(events, 'applications')),
        store.getMany('messages', idsOf(events, 'messages')),
      ])
      for (const { doc } of jobs) tell(doc.organisationId, { type: 'job', jobId: doc.id })
      for (const { doc } of applications)
        tell(doc.organisationId, { type: 'application', applicationId: doc.id, jobId: doc.jobId })
      const told = new Set(applications.map(({ doc }) => doc.id))
      for (const { doc } of messages)
        if (!told.has(doc.applicationId))
          tell(doc.organisationId, { type: 'application', applicationId: doc.applicationId, jobId: doc.jobId })
    },
    async lost() {
      for (const organisationId of listeners.keys()) tell(organisationId, { type: 'read-again' })
    },
  }
}
