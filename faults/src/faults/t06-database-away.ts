import { randomUUID } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import { answerOf, type ServerMember } from '../cluster/server-member.ts'
import { accountFor, brokenIn } from '../load/account-for.ts'
import { makeCrowd, nextMessage, type Writer } from '../load/crowd.ts'
import { post, sayOnce } from '../load/storm.ts'
import { signIn } from '../load/users.ts'
import type { Stage } from '../stage/stage.ts'
import type { Fault } from './fault.ts'

const awayMs = { full: 60_000, short: 4000 }
const failWithinMs = 2000
const recoverWithinMs = 5000
/** The pools of one process, with the driver's own connections to each of three members. */
const mostConnections = 90

export const t06: Fault = {
  id: 'T6',
  title: 'The network swallows everything between all processes and the database, then refuses every connection',
  promise:
    'Requests fail within 2 s with 503, /livez 200, /readyz 503; all is well within 5 s of its return; connections do not pile up',
  stages: ['cluster'],
  sabotage: {
    guard: 'the look at the database beside the work',
    stage: 'cluster',
    edits: [
      {
        file: 'packages/store/src/mongodb/reach.ts',
        find: 'if (isOut) throw outOfReach()',
        replace: 'return run()',
      },
    ],
  },
  settings: () => ({ wired: true }),
  run: async (stage, size) => {
    const [web] = stage.webs
    if (web === undefined) throw new Error('no web process')
    const crowd = makeCrowd(5)
    const seen = []
    for (const how of ['black-hole', 'refused'] as const)
      seen.push(await cutOff(stage, { web, crowd, how, forMs: awayMs[size] }))
    const account = await accountFor(stage, crowd)
    const connections = Math.max(...[...stage.webs, ...stage.workers].map((server) => server.databaseConnections()))
    return {
      times: seen.length,
      seen: `${seen.map(({ said }) => said).join('; ')}; at most ${connections} connections a process; ${account.lost.length} lost`,
      broken: [
        ...seen.flatMap(({ broken }) => broken),
        ...(connections > mostConnections ? [`${connections} connections are open`] : []),
        ...brokenIn(account),
      ],
    }
  },
}

type Cut = {
  readonly web: ServerMember
  readonly crowd: readonly Writer[]
  readonly how: 'black-hole' | 'refused'
  readonly forMs: number
}

const cutOff = async (stage: Stage, { web, crowd, how, forMs }: Cut) => {
  const [writer] = crowd
  if (writer === undefined) throw new Error('nobody writes')
  await Promise.all(crowd.map((one) => sayOnce(web.url, one)))
  const servers = [...stage.webs, ...stage.workers]
  for (const server of servers) server.cutDatabase(how)
  const until = performance.now() + forMs
  const [statuses, health] = [new Set<number>(), new Set<string>()]
  let slowestMs = 0
  while (performance.now() < until) {
    const from = performance.now()
    statuses.add(await ask(web.url, writer))
    statuses.add((await signIn(web.url, nobody())).status)
    slowestMs = Math.max(slowestMs, (performance.now() - from) / 2)
    health.add(`${await answerOf(`${web.url}/livez`)}/${await answerOf(`${web.url}/readyz`)}`)
    await delay(100)
  }
  for (const server of servers) server.mendDatabase()
  const from = performance.now()
  while ((await ask(web.url, writer)) !== 200 || (await answerOf(`${web.url}/readyz`)) !== 200) await delay(20)
  const backMs = performance.now() - from
  const answers = [...statuses].join()
  return {
    said: `${how}: ${answers} within ${Math.round(slowestMs)} ms, /livez and /readyz ${[...health].join()}, back after ${Math.round(backMs)} ms`,
    broken: [
      ...(answers === '503' ? [] : [`requests were answered with ${answers} (${how})`]),
      ...(slowestMs > failWithinMs ? [`a request took ${Math.round(slowestMs)} ms (${how})`] : []),
      ...([...health].join() === '200/503' ? [] : [`/livez and /readyz said ${[...health].join()} (${how})`]),
      ...(backMs > recoverWithinMs ? [`it was back after ${Math.round(backMs)} ms (${how})`] : []),
    ],
  }
}

/** A webhook; of one that was not taken nothing is expected. */
const ask = async (url: string, writer: Writer): Promise<number> => {
  const { wamid, body, headers } = nextMessage(writer)
  const status = await post(`${url}/webhooks/whatsapp`, body, headers)
  if (status === 200) writer.acknowledged.add(wamid)
  return status
}

/** Another each time: the tries for one account are counted. */
const nobody = () => ({ email: `${randomUUID()}@example.org`, password: 'wrong' })
