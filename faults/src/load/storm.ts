import { setTimeout as delay } from 'node:timers/promises'
import { nextMessage, type Writer } from './crowd.ts'

/** What was answered to the requests of a load: a status, or 0 where the connection was refused or lost. */
export type Answers = {
  readonly statuses: ReadonlyMap<number, number>
  /** Milliseconds of each request that was answered with 2xx. */
  readonly times: readonly number[]
  /** When the latest 2xx came, by `performance.now()`. */
  readonly lastGoodAt: number
}

export type Storm = {
  readonly answers: Answers
  /** Ends it; resolves when the last request was answered. */
  stop(): Promise<void>
}

export type StormOptions = {
  readonly url: string
  readonly crowd: readonly Writer[]
  /** What each person rests between two messages, in milliseconds. */
  readonly pauseMs: number
  /** What they write; `Hi` by default. */
  readonly text?: string
}

const askAgainMs = 40
const giveUpMs = 20_000

/** Each person of the crowd writes again and again; a webhook that was not answered with 200 is sent again, as Meta does. */
export const startStorm = ({ url, crowd, pauseMs, text }: StormOptions): Storm => {
  const answers = { statuses: new Map<number, number>(), times: [] as number[], lastGoodAt: 0 }
  let storming = true
  const write = async (writer: Writer): Promise<void> => {
    await delay(Math.random() * pauseMs)
    while (storming) {
      const { wamid, body, headers } = nextMessage(writer, text)
      let status = 0
      while (status !== 200 && (storming || status !== 0)) {
        status = await timed(answers, () => post(`${url}/webhooks/whatsapp`, body, headers))
        if (status !== 200 && !storming) break
        if (status !== 200) await delay(askAgainMs)
      }
      if (status === 200) writer.acknowledged.add(wamid)
      await delay(pauseMs)
    }
  }
  const ended = Promise.all(crowd.map(write))
  return {
    answers,
    stop: async () => {
      storming = false
      await ended
    },
  }
}

/** One message, sent until it is taken. */
export const sayOnce = async (url: string, writer: Writer): Promise<void> => {
  const { wamid, body, headers } = nextMessage(writer)
  while ((await post(`${url}/webhooks/whatsapp`, body, headers)) !== 200) await delay(askAgainMs)
  writer.acknowledged.add(wamid)
}

/** Counts what a request was answered, and how long it took. */
export const timed = async (
  answers: { statuses: Map<number, number>; times: number[]; lastGoodAt: number },
  ask: () => Promise<number>,
): Promise<number> => {
  const from = performance.now()
  const status = await ask()
  answers.statuses.set(status, (answers.statuses.get(status) ?? 0) + 1)
  if (status >= 200 && status < 300) {
    answers.lastGoodAt = performance.now()
    answers.times.push(answers.lastGoodAt - from)
  }
  return status
}

export const post = async (url: string, body: string, headers: Readonly<Record<string, string>>): Promise<number> => {
  try {
    const answer = await fetch(url, { method: 'POST', body, headers, signal: AbortSignal.timeout(giveUpMs) })
    await answer.arrayBuffer()
    return answer.status
  } catch {
    return 0
  }
}

/** Requests that were not answered with 2xx. */
export const failedOf = ({ statuses }: Answers): number =>
  statuses.entries().reduce((sum, [status, count]) => (status >= 200 && status < 300 ? sum : sum + count), 0)

/** In words: `412 × 200, 3 × 503, 2 lost`. */
export const told = ({ statuses }: Answers): string =>
  [...statuses]
    .toSorted(([a], [b]) => a - b)
    .map(([status, count]) => (status === 0 ? `${count} lost` : `${count} × ${status}`))
    .join(', ')
