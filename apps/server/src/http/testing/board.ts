import { memoryKeys } from '@rolecall/adapters/keys/memory-keys'
import type { JobFilters, JobSearch } from '@rolecall/contract/api/public-jobs'
import type { JobDraft } from '@rolecall/contract/job'
import type { DocumentOf } from '@rolecall/core/model/collections'
import { makeId } from '@rolecall/core/model/ids'
import { openStore } from '@rolecall/store/open-store'
import { createStarterTaxonomy } from '@rolecall/taxonomy/starter'
import type { Gazetteer } from '@rolecall/taxonomy/types'
import { createJobBoard, type JobBoard } from '../public/job-board.ts'
import { posting } from './employer-client.ts'
import { noon, thika } from './http-world.ts'
import { idOf } from './people.ts'

type Job = DocumentOf<'jobs'>

/** A job on the board: `index` gives its id. */
export type BoardJob = Partial<JobDraft> & { readonly employer?: string; readonly publishedAt?: number }

export type Board = AsyncDisposable & {
  readonly board: JobBoard
  /** Writes jobs, and tells the board as the feed would. */
  readonly put: (...jobs: readonly Job[]) => Promise<void>
}

const taxonomy = createStarterTaxonomy()
/** It knows Thika alone. */
const gazetteer: Gazetteer = {
  find: (text) =>
    /thika/i.test(text) ? [{ place: { ...thika }, confidence: 1, matched: 'Thika', population: 200_000 }] : [],
  nearest: () => ({ ...thika, distanceKm: 0 }),
}

/** A board over a store in memory at noon. */
export const createBoard = async (...jobs: readonly BoardJob[]): Promise<Board> => {
  const now = () => noon
  const store = await openStore({ url: 'sqlite::memory:', keys: memoryKeys(), clock: { now } })
  const board = createJobBoard({ store, look: { taxonomy, gazetteer }, countries: () => ['KE'], now })
  const put: Board['put'] = async (...documents) => {
    const known = await store.getMany(
      'jobs',
      documents.map(({ id }) => id),
    )
    const revisions = new Map(known.map(({ doc, revision }) => [doc.id, revision]))
    const { outcome } = await store.commit(
      documents.map((doc) => ({ op: 'put', collection: 'jobs', doc, expected: revisions.get(doc.id) ?? 'absent' })),
    )
    if (outcome !== 'committed') throw new Error(`the commit ended as ${outcome}`)
    await board.changed(documents.map(({ id }) => ({ collection: 'jobs', id, token: '', deleted: false })))
  }
  await put(...jobs.map(jobOf))
  return { board, put, [Symbol.asyncDispose]: () => store[Symbol.asyncDispose]() }
}

export const jobOf = ({ employer = 'Sunrise Café', publishedAt = noon, ...more }: BoardJob, index: number): Job => ({
  id: makeId('jobs', new Uint8Array(new Uint32Array([0, 0, 0, index]).buffer)),
  organisationId: idOf('organisations', 1),
  organisationName: employer,
  code: `${100_000 + index}`,
  state: 'open',
  posting: posting(more),
  expiresAt: noon + 30 * 24 * 60 * 60 * 1000,
  publishedAt,
  hired: 0,
  history: [],
  createdAt: publishedAt,
  updatedAt: publishedAt,
})

export const noFilters: JobFilters = { employmentType: [], days: [], parts: [], occupation: [] }

/** A search for everything, but for what is said. */
export const searchFor = (more: Partial<JobSearch> = {}): JobSearch => ({
  q: '',
  place: '',
  distanceKm: 50,
  country: 'all',
  page: 1,
  lang: 'en',
  ...noFilters,
  ...more,
})
