import { setTimeout as delay } from 'node:timers/promises'
import type { DocumentOf } from '@rolecall/core/model/collections'
import { everyOne } from '@rolecall/server/every-page'
import { taskIdOf } from '@rolecall/server/flows/parts/inbound-tasks'
import { whatsappEnv } from '@rolecall/server/testing/server-process'
import type { Stage } from '../stage/stage.ts'
import type { Writer } from './crowd.ts'

/** What became of the messages of a crowd, once the workers are through. */
export type Account = {
  readonly acknowledged: number
  /** Acknowledged, and not worked on. */
  readonly lost: readonly string[]
  /** People who were not answered exactly once a message. */
  readonly unevenlyAnswered: readonly string[]
  /** Outbox ids that WhatsApp accepted more than once. */
  readonly sentTwice: readonly string[]
  /** Messages that were worked on after a later one of the same person. */
  readonly outOfOrder: readonly string[]
  /** Sends of which nobody knows whether they arrived. */
  readonly unknown: number
}

/** Longer than any lease: whoever had the work and is gone has lost it by then. */
const quietMs = 13_000

/** Waits until all that was acknowledged is worked on and answered, or nothing moves any more, and accounts for it. */
export const accountFor = async (stage: Stage, crowd: readonly Writer[], quietForMs = quietMs): Promise<Account> => {
  let [before, movedAt] = ['', performance.now()]
  for (;;) {
    const { account, waits, standing } = await look(stage, crowd)
    if (standing !== before) [before, movedAt] = [standing, performance.now()]
    if (!waits || performance.now() > movedAt + quietForMs) return account
    await delay(200)
  }
}

/** The promises that are broken where anything was lost or doubled, or overtook. */
export const brokenIn = ({ lost, unevenlyAnswered, sentTwice, outOfOrder }: Account): string[] => [
  ...(lost.length > 0 ? [`${lost.length} acknowledged messages were lost`] : []),
  ...(unevenlyAnswered.length > 0 ? [`${unevenlyAnswered.length} people were not answered once a message`] : []),
  ...(sentTwice.length > 0 ? [`${sentTwice.length} messages were sent twice`] : []),
  ...(outOfOrder.length > 0 ? [`${outOfOrder.length} messages overtook an earlier one of the same person`] : []),
]

/** More at a time would keep all that they ever wrote in memory at once: after hours that is gigabytes. */
const peopleAtOnce = 16

const look = async (stage: Stage, crowd: readonly Writer[]) => {
  const each: Awaited<ReturnType<typeof lookAt>>[] = []
  for (let at = 0; at < crowd.length; at += peopleAtOnce)
    each.push(...(await Promise.all(crowd.slice(at, at + peopleAtOnce).map((writer) => lookAt(stage, writer)))))
  const account: Account = {
    acknowledged: crowd.reduce((sum, writer) => sum + writer.acknowledged.size, 0),
    lost: each.flatMap(({ lost }) => lost),
    unevenlyAnswered: each.flatMap(({ evenly, phone }) => (evenly ? [] : [phone])),
    sentTwice: each.flatMap(({ sentTwice }) => sentTwice),
    outOfOrder: each.flatMap(({ outOfOrder }) => outOfOrder),
    unknown: each.reduce((sum, { unknown }) => sum + unknown, 0),
  }
  const standing = each.map(({ standing }) => standing).join()
  return { account, waits: account.lost.length > 0 || each.some(({ waits }) => waits), standing }
}

const lookAt = async ({ store, inboxSecret, whatsapp }: Stage, { phone, said, acknowledged }: Writer) => {
  const ids = said.map((wamid) => taskIdOf(`message:${wamid}`, inboxSecret))
  const byId = new Map((await store.getMany('tasks', ids)).map(({ doc }) => [doc.id, doc]))
  const tasks = ids.map((id) => byId.get(id))
  const done = tasks.filter(isDone).length
  const rows = await outboxOf(store, phone)
  const waits = rows.some(({ state }) => state === 'queued' || state === 'sending')
  return {
    phone,
    lost: said.filter((wamid, at) => acknowledged.has(wamid) && !isDone(tasks[at])),
    evenly: done === rows.length,
    sentTwice: rows.flatMap(({ id }) => (whatsapp.accepted(id) > 1 ? [id] : [])),
    outOfOrder: overtaking(tasks),
    unknown: rows.filter(({ state }) => state === 'unknown').length,
    waits: waits || tasks.some((task) => task?.state === 'ready'),
    standing: `${done} ${rows.map(({ state }) => state)}`,
  }
}

const isDone = (task: DocumentOf<'tasks'> | undefined): boolean => task?.state === 'done'

/** Each person waits for the answer before they write again, so that the order of sending is the one that counts. */
const overtaking = (tasks: readonly (DocumentOf<'tasks'> | undefined)[]): string[] => {
  const done = tasks.filter((task) => task !== undefined).filter(({ state }) => state === 'done')
  return done.flatMap((task, at) => ((done[at - 1]?.at ?? 0) > task.at ? [task.id] : []))
}

/** All that was ever to be sent to a person of that number. */
export const outboxOf = async (store: Stage['store'], phone: string): Promise<readonly DocumentOf<'outbox'>[]> => {
  const where = [`${whatsappEnv.WHATSAPP_PORTFOLIO_ID}/${phone}`]
  const [account] = (await store.find('accounts', { index: 'phone', where, limit: 1 })).items
  if (account === undefined) return []
  const rows = await everyOne({ store }, 'outbox', { index: 'account', where: [account.doc.id] })
  return rows.map(({ doc }) => doc)
}
