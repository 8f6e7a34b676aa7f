import type { Change } from '@rolecall/core/ports/store'
import { describeError } from '../log.ts'
import type { FlowDeps } from './deps.ts'

type Deps = Pick<FlowDeps, 'store' | 'clock' | 'log'>

const dayMs = 86_400_000
/** Meta sends a webhook again for up to seven days: so long copies must be known. */
const keptDays = 8
/** A closed case and all that was said in it. */
const caseDays = 90
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
  const ended = (await deleteOldLinks({ store, clock })) + (await forgetSignIns({ store }, clock.now() - dayMs))
  const cases = await forgetCases({ store }, clock.now() - caseDays * dayMs)
  return forgotten + ended + cases + (await destroyDayKeys({ store }, before))
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

/** Closed cases go with their texts; the audit log keeps that there was one. */
const forgetCases = async ({ store }: Pick<Deps, 'store'>, before: number): Promise<number> => {
  let forgotten = 0
  const old = await store.find('cases', { index: 'closed', where: ['closed'], range: { below: before }, limit: 100 })
  for (const { doc, revision } of old.items) {
    const said = await store.find('caseMessages', { index: 'case', where: [doc.id], limit: atOnce })
    const texts = said.items.map(
      (row): Change => ({ op: 'delete', collection: 'caseMessages', id: row.doc.id, expected: row.revision }),
    )
    // What does not fit into one commit goes with the next run, and the case with the last of it.
    const last: readonly Change[] =
      said.cursor === undefined ? [{ op: 'delete', collection: 'cases', id: doc.id, expected: revision }] : []
    if ((await store.commit([...texts, ...last])).outcome === 'committed') forgotten += texts.length + last.length
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
