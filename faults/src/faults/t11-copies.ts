import { webhookOf } from '@rolecall/server/testing/graph-counter'
import { accountFor, brokenIn, outboxOf } from '../load/account-for.ts'
import { makeCrowd, messageOf, type SignedBody, signed, type Writer } from '../load/crowd.ts'
import { shuffled } from '../load/shuffled.ts'
import { post } from '../load/storm.ts'
import type { Stage } from '../stage/stage.ts'
import type { Fault } from './fault.ts'

const people = { full: 400, short: 12 }
const messagesEach = 3
const copies = 3
/** WhatsApp sends copies for seven days. */
const late = 7 * 24 * 60 * 60_000 - 60_000

export const t11: Fault = {
  id: 'T11',
  title:
    'Each webhook comes three times, copies and statuses in any order, and all of them once more almost seven days later',
  promise: 'Everything is worked on once and answered once, by one process in order; no status goes back',
  stages: ['sqlite', 'cluster'],
  sabotage: {
    guard: 'the key of each event',
    stage: 'sqlite',
    edits: [
      {
        file: 'apps/server/src/flows/parts/inbound-tasks.ts',
        find: 'id: taskIdOf(event.key, secret),',
        replace: "id: taskIdOf(event.kind + ':' + Math.random(), secret),",
      },
    ],
  },
  settings: () => ({ clocked: true }),
  run: async (stage, size) => {
    const crowd = makeCrowd(people[size])
    for (const server of [...stage.webs, ...stage.workers]) server.shiftClock(0)
    // The look-alike would tell statuses of its own.
    stage.whatsapp.bend(({ outboxId }) => ({ status: 200, body: { messages: [{ id: `wamid.of-${outboxId}` }] } }))
    await eachInTurn(stage, crowd, messagesOf)
    const first = await accountFor(stage, crowd)
    const answers = await answersTo(stage, crowd)
    await eachInTurn(stage, crowd, (writer) => statusesOf(answers.get(writer) ?? []))
    const read = await settledAs(stage, crowd)
    for (const server of [...stage.webs, ...stage.workers]) server.shiftClock(late)
    await eachInTurn(stage, crowd, (writer) => [
      ...shuffled(messagesOf(writer)),
      ...statusesOf(answers.get(writer) ?? []),
    ])
    const second = await accountFor(stage, crowd, 3000)
    const stillRead = await settledAs(stage, crowd)
    for (const server of [...stage.webs, ...stage.workers]) server.shiftClock(0)
    const sends = Map.groupBy(stage.whatsapp.asked, ({ outboxId }) => outboxId)
    const twice = [...answers.values()].flat().filter(({ outboxId }) => sends.get(outboxId)?.length !== 1).length
    const sent = people[size] * messagesEach
    const answered = [...answers.values()].flat().length
    return {
      times: 2 * copies * (sent + 3 * answered),
      seen: `${sent} messages, ${answered} answers; read: ${read}, after the late copies ${stillRead}; ${second.unevenlyAnswered.length} people answered unevenly`,
      broken: [
        ...new Set([...brokenIn(first), ...brokenIn(second)]),
        ...(twice > 0 ? [`${twice} answers were not sent exactly once`] : []),
        ...(answered === sent ? [] : [`${answered} answers to ${sent} messages`]),
        ...(read === answered ? [] : [`${answered - read} answers are not read`]),
        ...(stillRead === read ? [] : [`${read - stillRead} answers went back`]),
      ],
    }
  },
}

/** Each message three times; the first copies in the order of writing, since a later message answers what came before. */
const messagesOf = (writer: Writer): SignedBody[] => {
  const wamids = Array.from({ length: messagesEach }, (_, at) => `wamid.${writer.phone}.${at}`)
  const slots = shuffled(wamids.flatMap((wamid) => Array.from({ length: copies }, () => wamid)))
  const firsts = [...new Set(slots)]
  const inOrder = new Map(firsts.map((wamid, at) => [wamid, wamids[at] ?? wamid]))
  for (const wamid of wamids) if (!writer.acknowledged.has(wamid)) writer.said.push(wamid)
  for (const wamid of wamids) writer.acknowledged.add(wamid)
  return slots.map((wamid) => messageOf(writer, inOrder.get(wamid) ?? wamid))
}

type Answered = { readonly wamid: string; readonly outboxId: string; readonly phone: string }

const answersTo = async ({ store }: Stage, crowd: readonly Writer[]): Promise<Map<Writer, Answered[]>> => {
  const each = crowd.map(async (writer) => {
    const rows = await outboxOf(store, writer.phone)
    const answers = rows.map(({ id, wamid = '' }) => ({ outboxId: id, wamid, phone: writer.phone }))
    return [writer, answers] as const
  })
  return new Map(await Promise.all(each))
}

const statusesOf = (answers: readonly Answered[]): SignedBody[] =>
  shuffled(
    answers.flatMap(({ wamid, outboxId, phone }) =>
      ['sent', 'delivered', 'read'].flatMap((status) =>
        Array.from({ length: copies }, () =>
          signed(
            webhookOf({
              statuses: [
                {
                  id: wamid,
                  status,
                  timestamp: String(Math.floor(Date.now() / 1000)),
                  recipient_id: phone,
                  biz_opaque_callback_data: outboxId,
                },
              ],
            }),
          ),
        ),
      ),
    ),
  )

/** More would keep the look-alike from answering, which stands in this process. */
const atOnce = 40

/** Sends the webhooks of each person one after the other, of many people at the same time. */
const eachInTurn = async (
  { url }: Stage,
  crowd: readonly Writer[],
  bodiesOf: (writer: Writer) => readonly SignedBody[],
): Promise<void> => {
  const waiting = [...crowd]
  const one = async () => {
    for (let writer = waiting.pop(); writer !== undefined; writer = waiting.pop())
      for (const { body, headers } of bodiesOf(writer))
        while ((await post(`${url}/webhooks/whatsapp`, body, headers)) !== 200);
  }
  await Promise.all(Array.from({ length: atOnce }, one))
}

/** How many answers are read, once every status that was sent is worked on. */
const settledAs = async (stage: Stage, crowd: readonly Writer[]): Promise<number> => {
  let [read, rows] = [-1, -1]
  for (let quiet = 0; quiet < 10; ) {
    const all = (await Promise.all(crowd.map((writer) => outboxOf(stage.store, writer.phone)))).flat()
    const now = all.filter(({ state }) => state === 'read').length
    quiet = now === read && all.length === rows ? quiet + 1 : 0
    ;[read, rows] = [now, all.length]
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
  return read
}
