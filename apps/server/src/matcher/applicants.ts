import { ApplicationState } from '@rolecall/contract/application'
import type { Store } from '@rolecall/core/ports/store'
import { everyPage } from '../every-page.ts'

/**
 * Counts for the price of congestion who surely saw a job: those who applied. Lists that were shown are not counted, since
 * each would have to be written to every job in it.
 */
export type Applicants = {
  load(): Promise<void>
  changed(ids: readonly string[]): Promise<void>
  /** The ids of application and job of each, for keeping. */
  all(): Iterable<readonly [id: string, jobId: string]>
  /** Takes over what was kept, before anything else. */
  restore(kept: Iterable<readonly [id: string, jobId: string]>): void
}

export const createApplicants = (options: {
  readonly store: Store
  readonly setShown: (jobId: string, people: number) => void
}): Applicants => {
  const { store, setShown } = options
  const jobOf = new Map<string, string>()
  const counts = new Map<string, number>()
  const add = (jobId: string, more: number) => {
    const count = (counts.get(jobId) ?? 0) + more
    if (count > 0) counts.set(jobId, count)
    else counts.delete(jobId)
  }
  const take = (id: string, jobId: string): boolean => {
    if (jobOf.has(id)) return false
    jobOf.set(id, jobId)
    add(jobId, 1)
    return true
  }
  const drop = (id: string): string | undefined => {
    const jobId = jobOf.get(id)
    if (jobId === undefined) return undefined
    jobOf.delete(id)
    add(jobId, -1)
    return jobId
  }
  const tellAll = () => {
    for (const [jobId, count] of counts) setShown(jobId, count)
  }
  return {
    async load() {
      for (const state of ApplicationState.options)
        for await (const page of everyPage({ store }, 'applications', {
          index: 'age',
          where: [state],
          inPassing: true,
        }))
          for (const { doc } of page) take(doc.id, doc.jobId)
      tellAll()
    },
    async changed(ids) {
      const found = await store.getMany('applications', ids)
      const there = new Set(found.map(({ doc }) => doc.id))
      const changed = new Set(found.flatMap(({ doc }) => (take(doc.id, doc.jobId) ? [doc.jobId] : [])))
      for (const id of ids) {
        const jobId = there.has(id) ? undefined : drop(id)
        if (jobId !== undefined) changed.add(jobId)
      }
      for (const jobId of changed) setShown(jobId, counts.get(jobId) ?? 0)
    },
    all: () => jobOf,
    restore(kept) {
      for (const [id, jobId] of kept) take(id, jobId)
      tellAll()
    },
  }
}
