import type { DocumentOf } from '@rolecall/core/model/collections'
import type { Change, Store } from '@rolecall/core/ports/store'
import type { JobRow, PersonRow } from '@rolecall/match/engine'
import type { World } from '../match/world.ts'

const perCommit = 1000
const commitsAtOnce = 4

/** Puts the people and jobs of a made-up country into a store, as registered people and published jobs. */
export const seedStore = async (store: Store, world: World): Promise<void> => {
  const running = new Set<Promise<void>>()
  let changes: Change[] = []
  const commit = async (some: readonly Change[]) => {
    const { outcome } = await store.commit(some)
    if (outcome !== 'committed') throw new Error(`a commit of the seed ended as ${outcome}`)
  }
  const flush = async () => {
    const work: Promise<void> = commit(changes).finally(() => running.delete(work))
    running.add(work)
    changes = []
    if (running.size >= commitsAtOnce) await Promise.race(running)
  }
  for (const change of changesOf(world)) {
    changes.push(change)
    if (changes.length === perCommit) await flush()
  }
  if (changes.length > 0) await flush()
  await Promise.all(running)
}

function* changesOf(world: World): Generator<Change> {
  let number = 0
  for (const row of world.jobs()) yield { op: 'put', collection: 'jobs', doc: jobOf(row, number++), expected: 'absent' }
  for (const row of world.people()) yield { op: 'put', collection: 'people', doc: personOf(row), expected: 'absent' }
}

const jobOf = (row: JobRow, number: number): DocumentOf<'jobs'> => ({
  id: row.id,
  organisationId: 'org_00000000000000000000000001',
  organisationName: 'Bench',
  code: codeOf(number),
  state: row.state,
  posting: { ...row.posting, title: `Work: ${row.posting.title}`, openings: row.openingsLeft },
  expiresAt: Math.round(row.expiresAt),
  publishedAt: Math.round(row.publishedAt),
  hired: 0,
  history: [],
  createdAt: Math.round(row.publishedAt),
  updatedAt: Math.round(row.publishedAt),
})

/** Six letters of the alphabet of job codes. */
const codeOf = (number: number): string =>
  Array.from({ length: 6 }, (_, at) => 'ABCDEFGHJKLMNPQRSTUVWXYZ'[Math.floor(number / 24 ** at) % 24]).join('')

const personOf = ({ id, profile, alerts }: PersonRow): DocumentOf<'people'> => ({
  id,
  accountId: id.replace('per_', 'acc_'),
  state: 'active',
  name: `Someone ${id.slice(-6)}`,
  language: 'en',
  timeZone: 'Africa/Nairobi',
  profile,
  alerts,
  createdAt: 1_764_000_000_000,
  updatedAt: 1_764_000_000_000,
  alertedAt: [],
})
