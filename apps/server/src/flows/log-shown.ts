import type { Explanation } from '@rolecall/contract/explanation'
import type { DocumentOf } from '@rolecall/core/model/collections'
import type { Change } from '@rolecall/core/ports/store'
import type { FlowDeps } from './deps.ts'
import { decideAgain } from './parts/decide-again.ts'

type Shown = { readonly personId: string; readonly explanation: Explanation }

/** A showing is written anew when it is older than this. Milliseconds. */
const freshMs = 30 * 86_400_000

/**
 * Nothing is decided by secret: each list that an employer sees is kept with its reasons, and with it that these people stand
 * in lists of the job, so that whoever asks to be forgotten is found there.
 */
export const logShown = async (
  deps: Pick<FlowDeps, 'store' | 'clock' | 'makeId'>,
  jobId: string,
  shown: readonly Shown[],
): Promise<void> => {
  if (shown.length === 0) return
  const at = deps.clock.now()
  const id = deps.makeId('matchLists')
  const entries = shown.map((one, index) => ({ rank: index + 1, jobId, ...one }))
  const doc: DocumentOf<'matchLists'> = { id, audience: 'employer', subjectId: jobId, at, entries }
  await decideAgain(deps.store, async (maybeDone) => {
    const done = maybeDone && (await deps.store.get('matchLists', id)) !== undefined
    if (done) return { changes: [], result: undefined }
    const list: Change = { op: 'put', collection: 'matchLists', expected: 'absent', doc }
    return { changes: [list, ...(await showingsOf(deps, { jobId, shown, at }))], result: undefined }
  })
}

const showingsOf = async (
  { store }: Pick<FlowDeps, 'store'>,
  { jobId, shown, at }: { readonly jobId: string; readonly shown: readonly Shown[]; readonly at: number },
): Promise<readonly Change[]> => {
  const ids = shown.map(({ personId }) => `${personId}:${jobId}`)
  const known = new Map((await store.getMany('showings', ids)).map((one) => [one.doc.id, one]))
  return shown.flatMap(({ personId }): Change[] => {
    const id = `${personId}:${jobId}`
    const before = known.get(id)
    if (before !== undefined && before.doc.at > at - freshMs) return []
    const expected = before?.revision ?? 'absent'
    return [{ op: 'put', collection: 'showings', doc: { id, personId, jobId, at }, expected }]
  })
}
