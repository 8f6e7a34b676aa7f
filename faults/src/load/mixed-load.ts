import { setTimeout as delay } from 'node:timers/promises'
import type { Stage } from '../stage/stage.ts'
import { type Chats, startChats } from './chats.ts'
import { posting } from './employer.ts'
import type { OwnEmployer } from './own-employer.ts'
import { type Answers, timed } from './storm.ts'

/** What people and an employer do, one thing after the other, in fixed shares. */
export type MixedLoad = {
  readonly chats: Chats
  readonly pages: Answers
  readonly api: Answers
  /** Does as much as it can with so many at a time; gives how many things a second that was. */
  bestRate(together: number, forMs: number): Promise<number>
  /** Does so many things a second, whatever they take, until the time is over and all is answered. */
  keepUp(rate: number, forMs: number): Promise<void>
}

const people = 60
const tickMs = 20
/** More at a time than this would be overload; what is due beyond waits. */
const mostUnderWay = 200

export const startMixedLoad = (stage: Stage, employer: OwnEmployer): MixedLoad => {
  const chats = startChats(stage, people)
  const [pages, api] = [noAnswers(), noAnswers()]
  const things = thingsOf({ stage, employer, chats, pages, api })
  let nth = 0
  const doNext = (): Promise<void> => things[nth++ % things.length]?.() ?? Promise.resolve()
  return {
    chats,
    pages,
    api,
    bestRate: async (together, forMs) => {
      const [from, first] = [performance.now(), nth]
      const one = async () => {
        while (performance.now() < from + forMs) await doNext()
      }
      await Promise.all(Array.from({ length: together }, one))
      return ((nth - first) / (performance.now() - from)) * 1000
    },
    keepUp: async (rate, forMs) => {
      const from = performance.now()
      const underWay = new Set<Promise<void>>()
      for (let begun = 0; performance.now() < from + forMs; await delay(tickMs)) {
        const due = Math.floor(((performance.now() - from) / 1000) * rate)
        for (; begun < due && underWay.size < mostUnderWay; begun += 1) {
          const thing = doNext().finally(() => underWay.delete(thing))
          underWay.add(thing)
        }
      }
      await Promise.all(underWay)
    },
  }
}

type Sides = Pick<MixedLoad, 'chats' | 'pages' | 'api'> & {
  readonly stage: Stage
  readonly employer: OwnEmployer
  readonly pages: ReturnType<typeof noAnswers>
  readonly api: ReturnType<typeof noAnswers>
}

const noAnswers = () => ({ statuses: new Map<number, number>(), times: [] as number[], lastGoodAt: 0 })

/** Of twenty things eight are messages, eight pages, three reads of an employer, and one a new job that is a draft. */
const thingsOf = ({ stage, employer, chats, pages, api }: Sides): readonly (() => Promise<void>)[] => {
  const page = (path: string) => async () => {
    await timed(pages, () => statusOf(`${stage.url}${path}`))
  }
  const own = `/organisations/${employer.organisationId}`
  const [jobId = ''] = employer.jobIds
  const read = (path: string) => async () => {
    await timed(api, async () => (await employer.get(path)).status)
  }
  const draft = async () => {
    const body = { posting: posting('Cook'), publish: false }
    await timed(api, async () => (await employer.post(`${own}/jobs`, body)).status)
  }
  const jobPages = employer.jobIds.slice(0, 4).map((id) => page(`/jobs/${id}-cook`))
  const others = [page('/'), page('/jobs'), page('/jobs?q=cook'), page('/api/v1/jobs?q=cook')]
  const employers = [read(`${own}/jobs`), read(`${own}/jobs/${jobId}/matches`), read(`${own}/applications`), draft]
  return Array.from({ length: 8 }, (_, at) => at).flatMap((at) => [
    chats.say,
    [...jobPages, ...others][at] ?? page('/'),
    ...(at % 2 === 0 ? [employers[at / 2] ?? draft] : []),
  ])
}

const giveUpMs = 20_000

/** Follows to the address with the job's name, as a browser does. */
const statusOf = async (url: string): Promise<number> => {
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(giveUpMs) })
    await answer.arrayBuffer()
    return answer.status
  } catch {
    return 0
  }
}
