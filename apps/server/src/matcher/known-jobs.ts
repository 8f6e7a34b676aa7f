import type { JobView } from '@rolecall/core/conversation/look'
import type { DocumentOf } from '@rolecall/core/model/collections'
import type { Store, Stored } from '@rolecall/core/ports/store'
import type { JobRow } from '@rolecall/match/engine'
import { openJobsOf } from '../open-jobs.ts'
import { jobRow, openingsLeft } from './rows.ts'

export type KnownJob = { readonly view: JobView; readonly row: JobRow }

/**
 * Jobs that were ever published, by their id or code. The open ones are at hand; the others, which are more with each year, are
 * read when somebody comes back to one. A draft is nobody's to know.
 */
export type KnownJobs = {
  /** Reads the open ones. */
  load(): Promise<void>
  atHand(id: string): KnownJob | undefined
  atHandByCode(code: string): KnownJob | undefined
  /** Each as it stands in the store now, undefined where there is none. What is at hand is as new from then on. */
  read(ids: readonly string[]): Promise<ReadonlyMap<string, KnownJob | undefined>>
  readByCode(codes: readonly string[]): Promise<ReadonlyMap<string, KnownJob | undefined>>
}

export const createKnownJobs = (store: Store): KnownJobs => {
  const open = new Map<string, KnownJob & { readonly revision: number }>()
  const idByCode = new Map<string, string>()
  const openJobs = openJobsOf(store)

  const forget = (id: string) => {
    const known = open.get(id)
    open.delete(id)
    if (known !== undefined) idByCode.delete(known.view.code)
  }
  const take = ({ doc, revision }: Stored<DocumentOf<'jobs'>>): KnownJob | undefined => {
    const known = { view: viewOf(doc), row: jobRow(doc) }
    // Of two readings the older one may come later.
    const isNewest = revision >= (open.get(doc.id)?.revision ?? 0)
    if (isNewest && doc.state === 'open') {
      open.set(doc.id, { ...known, revision })
      idByCode.set(doc.code, doc.id)
    } else if (isNewest) forget(doc.id)
    return doc.state === 'draft' ? undefined : known
  }
  const read = async (ids: readonly string[]) => {
    openJobs.heardOf(ids)
    const found = new Map((await store.getMany('jobs', ids)).map((job) => [job.doc.id, take(job)]))
    for (const id of ids) if (!found.has(id)) forget(id)
    return new Map(ids.map((id) => [id, found.get(id)]))
  }
  return {
    async load() {
      const gone = new Set(open.keys())
      for await (const job of openJobs.read()) {
        take(job)
        gone.delete(job.doc.id)
      }
      if (gone.size > 0) await read([...gone])
    },
    atHand: (id) => open.get(id),
    atHandByCode: (code) => open.get(idByCode.get(code) ?? ''),
    read,
    async readByCode(codes) {
      const found = await store.findTogether(
        codes.map((code) => ({ collection: 'jobs', query: { index: 'code', where: [code], limit: 1 } }) as const),
      )
      return new Map(codes.map((code, at) => [code, found[at]?.map(take)[0]]))
    },
  }
}

const viewOf = (job: DocumentOf<'jobs'>): JobView => ({
  id: job.id,
  code: job.code,
  organisationId: job.organisationId,
  organisationName: job.organisationName,
  posting: job.posting,
  state: job.state,
  expiresAt: job.expiresAt,
  openingsLeft: openingsLeft(job),
})
