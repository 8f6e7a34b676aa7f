import type { Change } from '@rolecall/core/ports/store'
import { dayOwnerOf } from '../day-owner.ts'
import { describeError } from '../log.ts'
import type { FlowDeps } from './deps.ts'
import { rememberedMs } from './parts/once.ts'

type Deps = Pick<FlowDeps, 'store' | 'clock' | 'log'>

const dayMs = 86_400_000
/** Meta sends a webhook again for up to seven days: so long copies must be known. */
const keptDays = 8
const everyMs = 3_600_000
const atOnce = 500

/** Deletes links that are over, finished tasks after eight days, and with the key of its day everything that is left of what came in then. */
export const forgetOld = async ({ store, clock }: Deps): Promise<number> => {
  const before = clock.now() - keptDays * dayMs
  let forgotten = 0
  for (;;) {
    const done = await store.find('tasks', { index: 'state', where: ['done'], range: { below: before }, limit: atOnce })
    const changes = done.items.map(
      ({ doc, revision }): Change => ({ op: 'delete', collection: 'tasks', id: doc.id, expected: revision }),
    )
    if (changes.length === 0) break
    const { outcome } = await store.commit(changes)
    if (outcome !== 'committed') break
    forgotten += changes.length
  }
  const ended =
    (await deleteOldLinks({ store, clock })) +
    (await forgetSignIns({ store }, clock.now() - dayMs)) +
    (await forgetRequests({ store }, clock.now()))
  return forgotten + ended + (await destroyDayKeys({ store }, before))
}

/** Attempts to sign in on the web are over after minutes; a day later nothing is left of them. */
const forgetSignIns = async ({ store }: Pick<Deps, 'store'>, before: number): Promise<number> => {
  let forgotten = 0
  for (const state of ['waiting', 'asked', 'proven', 'used', 'refused']) {
    const range = { below: before }
    const { items } = await store.find('webSignIns', { index: 'state', where: [state], range, limit: atOnce })
    const changes = items.map(
      ({ doc, revision }): Change => ({ op: 'delete', collection: 'webSignIns', id: doc.id, expected: revision }),
    )
    if (changes.length > 0 && (await store.commit(changes)).outcome === 'committed') forgotten += changes.length
  }
  return forgotten
}

/** What came with an Idempotency-Key is known for a day; its day's key ends with the other ones. */
const forgetRequests = async ({ store }: Pick<Deps, 'store'>, now: number): Promise<number> => {
  let forgotten = 0
  for (let day = 1; day <= keptDays; ) {
    const where = [dayOwnerOf(now - day * dayMs)]
    const range = { below: now - rememberedMs }
    const { items } = await store.find('requests', { index: 'day', where, range, limit: atOnce })
    const changes = items.map(
      ({ doc, revision }): Change => ({ op: 'delete', collection: 'requests', id: doc.id, expected: revision }),
    )
    const gone = changes.length > 0 && (await store.commit(changes)).outcome === 'committed'
    forgotten += gone ? changes.length : 0
    if (!gone || changes.length < atOnce) day += 1
  }
  return forgotten
}

/** A link whose time is over is good for nothing. */
const deleteOldLinks = async ({ store, clock }: Pick<Deps, 'store' | 'clock'>): Promise<number> => {
  let deleted = 0
  for (const purpose of ['sign-up', 'password', 'invitation'] as const) {
    const range = { below: clock.now() }
    const old = await store.find('links', { index: 'end', where: [purpose], range, limit: atOnce })
    const changes = old.items.map(
      ({ doc, revision }): Change => ({ op: 'delete', collection: 'links', id: doc.id, expected: revision }),
    )
    if (changes.length === 0) continue
    const { outcome } = await store.commit(changes)
    if (outcome === 'committed') deleted += changes.length
  }
  return deleted
}

const destroyDayKeys = async ({ store }: Pick<Deps, 'store'>, before: number): Promise<number> => {
  let destroyed = 0
  for (let at = before - dayMs; at > before - 60 * dayMs; at -= dayMs) {
    const key = await store.get('dataKeys', `day:${new Date(at).toISOString().slice(0, 10)}`)
    if (key === undefined) continue
    const { outcome } = await store.commit([
      { op: 'delete', collection: 'dataKeys', id: key.doc.id, expected: key.revision },
    ])
    if (outcome === 'committed') destroyed += 1
  }
  return destroyed
}

/** Forgets now and every hour, until it is disposed. Any number of instances may do so. */
export const startForgetting = (deps: Deps): Disposable => {
  const run = () => {
    forgetOld(deps).then(
      (count) => count > 0 && deps.log.info('inbox.forgotten', { count }),
      (error) => deps.log.warn('inbox.not-forgotten', { error: describeError(error) }),
    )
  }
  run()
  const timer = setInterval(run, everyMs)
  return { [Symbol.dispose]: () => clearInterval(timer) }
}
