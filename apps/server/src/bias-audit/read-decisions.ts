import { ApplicationState } from '@rolecall/contract/application'
import type { DocumentOf } from '@rolecall/core/model/collections'
import type { Store } from '@rolecall/core/ports/store'
import { everyPage } from '../every-page.ts'
import {
  type Decision,
  type Gathering,
  gatherApplication,
  gathered,
  gatherList,
  type Pool,
  pairKey,
  startGathering,
} from './decisions.ts'

type Deps = { readonly store: Store; readonly now: number; readonly progress: (share: number) => void }

/** Epoch ms. `jobIds`: of these jobs only. `invitations`: whether to look up who was invited. */
export type Wanted = {
  readonly pool: Pool
  readonly from: number
  readonly below: number
  readonly jobIds?: ReadonlySet<string> | undefined
  readonly invitations: boolean
}

/** A list holds up to a hundred explanations. */
const listsAtOnce = 50
const atOnce = 500

/** Reads the lists and applications of a period, a page at a time; what became of them counts whenever it did. */
export const readDecisions = async (deps: Deps, wanted: Wanted): Promise<readonly Decision[]> => {
  const gathering = startGathering()
  const audiences = audiencesOf[wanted.pool]
  const parts = audiences.length + ApplicationState.options.length
  const within = (part: number) => (share: number) => deps.progress((part + Math.min(1, Math.max(0, share))) / parts)
  for (const [part, audience] of audiences.entries())
    await readLists({ ...deps, progress: within(part) }, { ...wanted, audience }, gathering)
  for (const [part, state] of ApplicationState.options.entries())
    await readApplications({ ...deps, progress: within(audiences.length + part) }, { ...wanted, state }, gathering)
  if (wanted.invitations) await readInvitations(deps.store, gathering)
  deps.progress(1)
  return gathered(gathering)
}

type Audience = DocumentOf<'matchLists'>['audience']

/** Lists of employers first: theirs is the score that counts. */
const audiencesOf: Readonly<Record<Pool, readonly Audience[]>> = {
  applicants: [],
  listed: ['employer', 'anonymous'],
  everyone: ['employer', 'anonymous', 'person', 'alert'],
}

const readLists = async (
  deps: Deps,
  { audience, from, below, jobIds }: Wanted & { readonly audience: Audience },
  gathering: Gathering,
): Promise<void> => {
  const query = { index: 'age', where: [audience], range: { from, below }, pageSize: listsAtOnce } as const
  for await (const page of everyPage(deps, 'matchLists', query)) {
    for (const { doc } of page)
      gatherList(gathering, { audience, entries: doc.entries.filter(({ jobId }) => jobIds?.has(jobId) ?? true) })
    deps.progress(((page.at(-1)?.doc.at ?? below) - from) / (below - from))
  }
}

/** By the time of the last change, which is never before the application: an older one cannot be of the period. */
const readApplications = async (
  deps: Deps,
  { state, pool, from, below, jobIds }: Wanted & { readonly state: ApplicationState },
  gathering: Gathering,
): Promise<void> => {
  const range = pool === 'applicants' ? { range: { from } } : {}
  const query = { index: 'age', where: [state], ...range } as const
  let first: number | undefined
  for await (const page of everyPage(deps, 'applications', query)) {
    for (const { doc } of page) {
      if (jobIds !== undefined && !jobIds.has(doc.jobId)) continue
      const joins = pool !== 'listed' && doc.createdAt >= from && doc.createdAt < below
      gatherApplication(gathering, doc, { joins })
    }
    first ??= page[0]?.doc.updatedAt ?? deps.now
    deps.progress(((page.at(-1)?.doc.updatedAt ?? deps.now) - first) / Math.max(1, deps.now - first))
  }
}

const readInvitations = async (store: Store, { pairs }: Gathering): Promise<void> => {
  const keys = [...pairs.keys()]
  for (let from = 0; from < keys.length; from += atOnce)
    for (const { doc } of await store.getMany('interests', keys.slice(from, from + atOnce))) {
      const key = pairKey(doc.personId, doc.jobId)
      const pair = pairs.get(key)
      if (pair !== undefined && doc.invitedAt !== undefined) pairs.set(key, { ...pair, invited: true })
    }
}
