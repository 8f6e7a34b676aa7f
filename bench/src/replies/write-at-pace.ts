import { setTimeout as delay } from 'node:timers/promises'
import { type SignedBody, signedMessage } from '../webhook-body.ts'
import type { ReplySink } from './reply-sink.ts'

/** Who writes: each text in turn, by new people or by some who go on. */
export type Writers = { readonly texts: readonly string[] }

export type Pace = Writers & {
  /** Where webhooks go. */
  readonly url: string
  readonly sink: ReplySink
  /** Tells the people of this run from those of others. */
  readonly run: number
  readonly perSecond: number
  readonly seconds: number
}

/** Each person writes all of the texts, one after the other, some seconds apart. */
export const writeAtPace = async ({ url, sink, run, texts, perSecond, seconds }: Pace): Promise<void> => {
  const messages = perSecond * seconds
  const people = Math.ceil(messages / texts.length)
  await postAtPace(url, perSecond, messages, (index) => {
    const person = run * 1_000_000 + (index % people)
    sink.writes(String(254_700_000_000 + person))
    return signedMessage(person, `wamid.pace-${run}-${index}`, texts[Math.floor(index / people)] ?? '')
  })
}

/** Posts webhooks evenly, whatever becomes of them. @throws where one is not taken within ten seconds. */
export const postAtPace = async (
  url: string,
  perSecond: number,
  count: number,
  make: (index: number) => SignedBody,
): Promise<void> => {
  const startedAt = performance.now()
  const posts: Promise<void>[] = []
  const failures: unknown[] = []
  for (let index = 0; index < count; index += 1) {
    const dueIn = startedAt + (index * 1000) / perSecond - performance.now()
    if (dueIn > 0) await new Promise((resolve) => setTimeout(resolve, dueIn))
    posts.push(post(`${url}/webhooks/whatsapp`, make(index)).catch((error: unknown) => void failures.push(error)))
  }
  await Promise.all(posts)
  if (failures.length > 0) throw new AggregateError(failures, `${failures.length} webhooks of ${count}: ${failures[0]}`)
}

const againMs = 250
const giveUpMs = 10_000

/** What a machine that is full turns away is sent again, as WhatsApp does. */
const post = async (url: string, { body, headers }: SignedBody): Promise<void> => {
  for (const startedAt = performance.now(); ; await delay(againMs)) {
    const answer = await fetch(url, { method: 'POST', body, headers })
    const said = await answer.text()
    if (answer.status === 200) return
    if (answer.status !== 503 || performance.now() - startedAt > giveUpMs)
      throw new Error(`answered with ${answer.status} ${said}`)
  }
}
