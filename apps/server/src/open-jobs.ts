import type { DocumentOf } from '@rolecall/core/model/collections'
import type { Store, Stored } from '@rolecall/core/ports/store'
import { pagesAhead } from './every-page.ts'

/** Every open job, for whoever keeps them and hears of changes meanwhile. */
export type OpenJobs = {
  /** Leaves out those that were heard of since it began: their page may have been read before they changed. */
  read(): AsyncIterable<Stored<DocumentOf<'jobs'>>>
  heardOf(ids: readonly string[]): void
}

export const openJobsOf = (store: Store): OpenJobs => {
  const readings = new Set<Set<string>>()
  return {
    async *read() {
      const heard = new Set<string>()
      readings.add(heard)
      try {
        for await (const page of pagesAhead(store, 'jobs', { index: 'published', where: ['open'] }))
          for (const job of page) if (!heard.has(job.doc.id)) yield job
      } finally {
        readings.delete(heard)
      }
    },
    heardOf(ids) {
      for (const heard of readings) for (const id of ids) heard.add(id)
    },
  }
}
