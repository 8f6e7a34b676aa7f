import { busyPerSecond, type Cost, costWith, perSecond, type Times } from './cost.ts'
import { type Intake, intakeOf } from './intake.ts'
import { type PartName, partNames } from './parts.ts'

/** Of a processor, what each web process gets where two are compared with one, so that the machine has enough for all parts. */
const share = 0.25

/** Whether more processes cost more, and carry more: what each message takes at 1, 2 and 4 of each role, and what 1 and 2 accept. */
export const benchScale = async (): Promise<string> => {
  const costs: Cost[] = []
  for (const processes of [1, 2, 4]) {
    const cost = await costWith(processes)
    console.log(JSON.stringify(cost))
    costs.push(cost)
  }
  const limited = await intakeOf(share)
  const free = (await intakeOf(undefined)) ?? []
  return [costTable(costs), intakeTable(limited, free), note].join('\n\n')
}

const note = `The processes of all parts, those who write and send among them, share the machine's processors: with two of them, eight processes and ${perSecond}
messages a second leave nothing, so that messages wait. Of the webhooks, who sends is the first to have no more to give.`

const costTable = (costs: readonly Cost[]): string => {
  const row = (what: string, of: (cost: Cost) => string) => `| ${what} | ${costs.map(of).join(' | ')} |`
  const ms = (value: number) => value.toFixed(2)
  const others = ['mongod', 'redis', 'balancer'] as const
  return [
    row(`people register, ${perSecond} messages a second; processes of each role`, ({ processes }) =>
      String(processes),
    ),
    row('---', () => '---:'),
    row('CPU of the web processes for each message, ms', ({ messageMs }) => ms(messageMs.web)),
    row('CPU of the workers for each reply, ms', ({ messageMs, replies }) => ms(messageMs.worker / replies)),
    ...others.map((name) => row(`CPU of ${names[name]} for each message, ms`, ({ messageMs }) => ms(messageMs[name]))),
    row('CPU of all of them for each message, ms', ({ messageMs }) =>
      ms(partNames.reduce((sum, name) => sum + messageMs[name], 0)),
    ),
    ...partNames.map((name) => row(`CPU of ${names[name]} for each status, ms`, ({ statusMs }) => ms(statusMs[name]))),
    row('replies for each message', ({ replies }) => replies.toFixed(2)),
    row('message to reply, p50 / p99 ms', ({ quiet }) => times(quiet)),
    row(`the same at ${busyPerSecond} messages a second, all parts and those who write on this machine`, ({ busy }) =>
      times(busy),
    ),
    row('growth of the database for each message and its replies, kB', ({ bytes }) => (bytes / 1000).toFixed(1)),
    row('CPU of a web process with nothing to do, % of a processor', ({ idleMs, processes }) =>
      (idleMs.web / 10 / processes).toFixed(1),
    ),
    row('CPU of a worker with nothing to do, % of a processor', ({ idleMs, processes }) =>
      (idleMs.worker / 10 / processes).toFixed(1),
    ),
  ].join('\n')
}

const times = ({ p50, p99 }: Times): string => `${p50.toFixed(0)} / ${p99.toFixed(0)}`

const names: Readonly<Record<PartName, string>> = {
  web: 'the web processes',
  worker: 'the workers',
  mongod: 'mongod (one member)',
  redis: 'Redis',
  balancer: 'HAProxy',
}

const shown = ['web', 'mongod', 'redis', 'balancer'] as const

const intakeTable = (limited: readonly Intake[] | undefined, free: readonly Intake[]): string => {
  const rows = (what: string, all: readonly Intake[]) =>
    all.map(({ webs, rate, took }) => {
      const against = rate / (all[0]?.rate ?? Number.NaN)
      const processors = [...shown.map((name) => took[name]), took.senders].map((each) => each.toFixed(2))
      return `| ${webs} | ${what} | ${Math.round(rate)} | ${against.toFixed(2)} | ${processors.join(' | ')} |`
    })
  return [
    `| web processes | each may take | webhooks accepted a second | against one | processors: ${shown.map((name) => names[name]).join(' | ')} | who sends |`,
    '|---|---|---:|---:|---:|---:|---:|---:|---:|',
    ...(limited === undefined
      ? ['| 1 and 2 | a part of a processor | not measured: limits cannot be set on this machine | | | | | | |']
      : rows(`${share * 100} % of a processor`, limited)),
    ...rows('what there is', free),
  ].join('\n')
}
