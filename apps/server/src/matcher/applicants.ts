import { ApplicationState } from '@rolecall/contract/application'
import type { Store } from '@rolecall/core/ports/store'
import type { MatchEngine } from '@rolecall/match/engine'
import { everyPage } from '../every-page.ts'

/**
 * Counts for the price of congestion who surely saw a job: those who applied. Lists that were shown are not counted, since
 * each would have to be written to every job in it.
 */
export type Applicants = {
  load(): Promise<void>
  changed(ids: readonly string[]): Promise<void>
}

export const createApplicants = (options: {
  readonly store: Store
  readonly engine: Pick<MatchEngine, 'setShown'>
}): Applicants => {
  const { store, engine } = options
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
  return {
    async load() {
      const before = [...counts.keys()]
      jobOf.clear()
      counts.clear()
      for (const state of ApplicationState.options)
        for await (const page of everyPage({ store }, 'applications', { index: 'age', where: [state] }))
          for (const { doc } of page) take(doc.id, doc.jobId)
      for (const jobId of new Set([...before, ...counts.keys()])) engine.setShown(jobId, counts.get(jobId) ?? 0)
    },
    async changed(ids) {
      const found = await store.getMany('applications', ids)
      const there = new Set(found.map(({ doc }) => doc.id))
      const changed = new Set(found.flatMap(({ doc }) => (take(doc.id, doc.jobId) ? [doc.jobId] : [])))
      for (const id of ids) {
        const jobId = there.has(id) ? undefined : drop(id)
        if (jobId !== undefined) changed.add(jobId)
      }
      for (const jobId of changed) engine.setShown(jobId, counts.get(jobId) ?? 0)
    },
  }
}
