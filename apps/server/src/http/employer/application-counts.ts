import type { DocumentOf } from '@rolecall/core/model/collections'
import type { AppDeps } from '../deps.ts'

/** `oldestWaitingAt`: epoch ms. */
export type Counts = { readonly total: number; readonly waiting: number; readonly oldestWaitingAt?: number }

export const noCounts: Counts = { total: 0, waiting: 0 }

/** The employer has not answered yet: new, and no outcome on its way. */
export const isWaiting = ({ state, pending }: Pick<DocumentOf<'applications'>, 'state' | 'pending'>): boolean =>
  state === 'new' && pending === undefined

export const countsOf = async (
  { store }: Pick<AppDeps, 'store'>,
  { jobId }: { readonly jobId: string },
): Promise<Counts> => {
  let counts = noCounts
  let after: string | undefined
  do {
    const page = await store.find('applications', {
      index: 'job',
      where: [jobId],
      limit: 1000,
      ...(after === undefined ? {} : { after }),
    })
    counts = page.items.reduce((sum, { doc }) => counted(sum, doc), counts)
    after = page.cursor
  } while (after !== undefined)
  return counts
}

const counted = (counts: Counts, application: DocumentOf<'applications'>): Counts => {
  const total = counts.total + 1
  if (!isWaiting(application)) return { ...counts, total }
  const oldestWaitingAt = Math.min(counts.oldestWaitingAt ?? application.createdAt, application.createdAt)
  return { total, waiting: counts.waiting + 1, oldestWaitingAt }
}
