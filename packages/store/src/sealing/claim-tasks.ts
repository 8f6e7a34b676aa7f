import { keyDestroyed } from '@rolecall/core/model/operations'
import type { Claim, Lease } from '@rolecall/core/ports/store'
import type { ClaimOptions, RawClaim, RawDocument, RawPut } from '../engine.ts'
import { type Sealer, unsealAll } from './sealer.ts'

/**
 * Claims lanes and opens their tasks. A task whose data key was destroyed could never be done and would stop its lane
 * for good: it is marked dead.
 */
export const claimTasks = async (sealer: Sealer, options: ClaimOptions): Promise<readonly Claim[]> => {
  const claims = await sealer.engine.claim(options)
  const failures: unknown[] = []
  const rest = async ({ lease }: RawClaim, error: unknown): Promise<undefined> => {
    failures.push(error)
    await sealer.engine.release(lease, options.now + restMs).catch(() => undefined)
  }
  const opened = await Promise.all(
    claims.map((claim) => openClaim(sealer, claim).catch((error: unknown) => rest(claim, error))),
  )
  // Lanes that can be opened are not held up by one that cannot; claimed alone, it says why.
  if (failures.length > 0 && failures.length === claims.length) throw failures[0]
  return opened.flatMap((claim) => (claim ? [claim] : []))
}

/** How long a lane rests whose tasks cannot be opened. */
const restMs = 1000

const openClaim = async (sealer: Sealer, { lease, tasks }: RawClaim): Promise<Claim | undefined> => {
  const opened = await unsealAll(sealer, 'tasks', tasks)
  if (opened.length === tasks.length) return { lease, tasks: opened }
  const readable = new Set(opened.map(({ doc }) => doc.id))
  await bury(
    sealer,
    lease,
    tasks.filter(({ id }) => !readable.has(id)),
  )
  if (opened.length > 0) return { lease, tasks: opened }
  await sealer.engine.release(lease)
  return undefined
}

const bury = async ({ engine }: Sealer, lease: Lease, tasks: readonly RawDocument[]): Promise<void> => {
  const puts = tasks.map(({ id, version, plain, revision }): RawPut => {
    const dead = { ...plain, state: 'dead', error: keyDestroyed }
    return { op: 'put', collection: 'tasks', expected: revision, content: { id, version, plain: dead } }
  })
  await engine.commit(puts, lease)
}
