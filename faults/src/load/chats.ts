import { setTimeout as delay } from 'node:timers/promises'
import type { Stage } from '../stage/stage.ts'
import { makeCrowd, nextMessage, type Writer } from './crowd.ts'
import { type Answers, post, timed } from './storm.ts'

/** From the first word to the end of the registration, then what somebody asks who looks for a job. */
const registration = [
  'Hi',
  'English',
  'Yes',
  'Amina',
  'cook',
  'Thika',
  '2 years or more',
  'Any time',
  '1000 a day',
  'Yes',
]
const afterwards = ['jobs', 'Hi', 'my profile', 'menu']
const answerWithinMs = 10_000

/** People who register and chat; each waits for the answer before they write again. */
export type Chats = {
  readonly crowd: readonly Writer[]
  /** Of the webhooks. */
  readonly answers: Answers
  /** Milliseconds from a message to the first answer that reached WhatsApp. */
  readonly replies: readonly number[]
  /** Messages that were not answered within ten seconds. */
  readonly unanswered: number
  /** Somebody who waits for no answer writes their next message; resolves when it is answered. */
  say(): Promise<void>
}

/** With each so many messages somebody new comes: in two hours a few thousand. */
const newEvery = 400

export const startChats = (stage: Stage, people: number): Chats => {
  const crowd = [...makeCrowd(people)]
  const idle = [...crowd]
  const answers = { statuses: new Map<number, number>(), times: [] as number[], lastGoodAt: 0 }
  const chats = { crowd, answers, replies: [] as number[], unanswered: 0, say: async (): Promise<void> => {} }
  const heard = hearAnswers(stage)
  let said = 0
  chats.say = async () => {
    said += 1
    if (said % newEvery === 0 || idle.length === 0) {
      const newcomers = makeCrowd(1)
      crowd.push(...newcomers)
      idle.unshift(...newcomers)
    }
    const writer = idle.shift()
    if (writer === undefined) return
    const from = performance.now()
    const answered = heard.next(writer.phone)
    const { wamid, body, headers } = nextMessage(writer, textOf(writer.said.length))
    const status = await timed(answers, () => post(`${stage.url}/webhooks/whatsapp`, body, headers))
    if (status === 200) writer.acknowledged.add(wamid)
    if (status === 200 && (await Promise.race([answered, delay(answerWithinMs, 'late')])) === 'late')
      chats.unanswered += 1
    else if (status === 200) chats.replies.push(performance.now() - from)
    idle.push(writer)
  }
  return chats
}

const textOf = (nth: number): string => registration[nth] ?? afterwards[nth % afterwards.length] ?? 'Hi'

/** Tells who was sent something, as it reaches WhatsApp. */
const hearAnswers = ({ whatsapp }: Stage): { next(phone: string): Promise<void> } => {
  const waiting = new Map<string, () => void>()
  whatsapp.bend(({ to }) => {
    waiting.get(to)?.()
    return undefined
  })
  return {
    next: (phone) =>
      new Promise((resolve) => {
        waiting.set(phone, () => {
          waiting.delete(phone)
          resolve()
        })
      }),
  }
}
