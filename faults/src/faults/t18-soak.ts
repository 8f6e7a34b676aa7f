import { setTimeout as delay } from 'node:timers/promises'
import { freeBytes, makeFolder } from '../cluster/disposable-folder.ts'
import type { ServerMember } from '../cluster/server-member.ts'
import { accountFor, brokenIn } from '../load/account-for.ts'
import { type MixedLoad, startMixedLoad } from '../load/mixed-load.ts'
import { makeEmployer } from '../load/own-employer.ts'
import { quantile } from '../load/quantile.ts'
import { failedOf, told } from '../load/storm.ts'
import { readHeldBytes, readVitals, slopeOf, type Vitals } from '../load/vitals.ts'
import type { Stage } from '../stage/stage.ts'
import type { Fault, Size } from './fault.ts'

const minute = 60_000
/** `SOAK_MINUTES` sets the length of the full form, two hours by default. */
const fullMinutes = Number(process.env.SOAK_MINUTES ?? 120)
const times = {
  full: { best: 20_000, warmUp: fullMinutes * 0.2 * minute, soak: fullMinutes * 0.8 * minute, look: 5000 },
  short: { best: 4000, warmUp: 10_000, soak: 30_000, look: 1000 },
}
const together = 64
const share = 0.5
const jobs = 20

/** Of nine looks in ten. */
const loopWithinMs = 100
/** Connections come and go; what leaks with each request or message has thousands more within a minute. */
const mostMoreFiles = 64
const megabyte = 2 ** 20
const mostRiseIn10Minutes = megabyte
/** What something still holds on to after the garbage is collected. */
const mostMoreHeld = 16 * megabyte
/** Below an hour the memory of the process says more of its garbage collector than of leaks. */
const slopeTellsAfterMs = 60 * minute

export const t18: Fault = {
  id: 'T18',
  title:
    'For hours people register and chat, pages are read and an employer works, at half of the rate that the processes can take',
  promise: `Nothing fails or is lost; files stay as many; the loop is at most ${loopWithinMs} ms late (p99); what is held after the garbage is collected grows by at most 16 MB, the memory of a process by less than 1 MB in 10 minutes`,
  stages: ['sqlite', 'cluster'],
  sabotage: {
    guard: 'letting go of requests that were answered',
    stage: 'sqlite',
    edits: [
      {
        file: 'apps/server/src/http/shed-load.ts',
        find: "site.decorateRequest('underWay', false)",
        replace: "site.decorateRequest('underWay', false)\n  const answered: unknown[] = []",
      },
      {
        file: 'apps/server/src/http/shed-load.ts',
        find: 'request.underWay = true',
        replace: 'request.underWay = answered.push([request, Buffer.alloc(16_384)]) > 0',
      },
    ],
  },
  settings: () => ({ collected: true }),
  run: async (stage, size) => {
    const load = startMixedLoad(stage, await makeEmployer(stage, jobs))
    const servers = [...new Set([...stage.webs, ...stage.workers])]
    const registeredBefore = await registeredIn(stage)
    const rate = share * (await load.bestRate(together, times[size].best))
    // With all that it can take it may turn people away.
    const turnedAway = turnedAwayIn(load)
    checkRoom(stage, (rate * (times[size].warmUp + times[size].soak)) / 1000)
    await load.keepUp(rate, times[size].warmUp)
    const before = await Promise.all(servers.map(readHeldBytes))
    const looks = await lookWhile(servers, times[size].look, () => load.keepUp(rate, times[size].soak))
    const after = await Promise.all(servers.map(readHeldBytes))
    const done = Math.round((rate * times[size].soak) / 1000)
    const processes = servers.map(
      ({ name }, at): Soaked => ({
        name,
        ...soakedIn(looks[at] ?? []),
        moreHeld: (after[at] ?? 0) - (before[at] ?? 0),
      }),
    )
    const registered = (await registeredIn(stage)) - registeredBefore
    return { times: done, ...(await judge(stage, { load, rate, registered, turnedAway, processes, size })) }
  },
}

/** Webhooks never are. */
const turnedAwayIn = ({ pages, api }: MixedLoad): number =>
  [pages, api].reduce((sum, { statuses }) => sum + (statuses.get(503) ?? 0), 0)

/** What each thing leaves in a database, and how many databases there are. */
const bytesEach = 8000
const copies = { sqlite: 1, cluster: 3 }

/** @throws where the databases would fill what they stand in. */
const checkRoom = ({ kind }: Stage, things: number): void => {
  using folder = makeFolder('room')
  const needed = things * bytesEach * copies[kind]
  if (freeBytes(folder.path) < needed)
    throw new Error(
      `T18 would write ${inMegabytes(needed)} MB: name a folder with more room in FAULTS_FOLDER, or fewer SOAK_MINUTES`,
    )
}

const registeredIn = ({ store }: Stage): Promise<number> =>
  store.count('people', { index: 'state', where: ['active'], atMost: 100_000 })

/** What came of one process. */
type Soaked = {
  readonly name: string
  readonly riseIn10Minutes: number
  readonly moreHeld: number
  readonly moreFiles: number
  readonly openFiles: number
  readonly loopP99Ms: number
  readonly cpuShare: number
  readonly residentBytes: number
}

const lookWhile = async (
  servers: readonly ServerMember[],
  everyMs: number,
  work: () => Promise<void>,
): Promise<readonly (readonly Vitals[])[]> => {
  const looks = servers.map((): Vitals[] => [])
  let working = true
  const looking = async () => {
    for (; working; await delay(everyMs))
      for (const [at, server] of servers.entries()) looks[at]?.push(await readVitals(server))
  }
  const looked = looking()
  await work()
  working = false
  await looked
  return looks
}

const soakedIn = (looks: readonly Vitals[]): Omit<Soaked, 'name' | 'moreHeld'> => {
  const quarter = Math.ceil(looks.length / 4)
  const files = (some: readonly Vitals[]) =>
    quantile(
      some.map(({ openFiles }) => openFiles),
      0.5,
    )
  const [first, last] = [looks[0], looks.at(-1)]
  if (first === undefined || last === undefined) throw new Error('nobody looked')
  const rise = slopeOf(looks.map(({ at, residentBytes }) => ({ at, value: residentBytes })))
  return {
    riseIn10Minutes: rise * 600,
    moreFiles: files(looks.slice(-quarter)) - files(looks.slice(0, quarter)),
    openFiles: last.openFiles,
    loopP99Ms: quantile(
      looks.slice(1).map(({ loopP99Ms }) => loopP99Ms),
      0.9,
    ),
    cpuShare: (last.cpuSeconds - first.cpuSeconds) / ((last.at - first.at) / 1000),
    residentBytes: last.residentBytes,
  }
}

type Soak = {
  readonly load: MixedLoad
  readonly rate: number
  readonly registered: number
  /** Before the soak, while the best rate was looked for. */
  readonly turnedAway: number
  readonly processes: readonly Soaked[]
  readonly size: Size
}

const judge = async (stage: Stage, { load, rate, registered, turnedAway, processes, size }: Soak) => {
  const { chats, pages, api } = load
  const account = await accountFor(stage, chats.crowd)
  const failed = [chats.answers, pages, api].reduce((sum, answers) => sum + failedOf(answers), 0) - turnedAway
  const slopeTells = times[size].soak >= slopeTellsAfterMs
  return {
    seen: `${Math.round((times[size].soak / minute) * 10) / 10} minutes after a warm-up, ${Math.round(rate)} things a second; ${registered} people registered; messages ${told(chats.answers)}, answered within ${Math.round(quantile(chats.replies, 0.5))} ms (p99 ${Math.round(quantile(chats.replies, 0.99))}); pages ${told(pages)}; API ${told(api)}; ${processes.map(inWords).join('; ')}`,
    broken: [
      ...brokenIn({ ...account, unevenlyAnswered: [] }),
      ...(registered > 0 ? [] : ['nobody was registered']),
      ...(failed > 0 ? [`${failed} requests failed`] : []),
      ...(chats.unanswered > 0 ? [`${chats.unanswered} messages were not answered within ten seconds`] : []),
      ...processes.flatMap((one) => [
        ...(one.moreFiles > mostMoreFiles ? [`${one.name} has ${one.moreFiles} more open files`] : []),
        ...(one.loopP99Ms > loopWithinMs ? [`the loop of ${one.name} was ${Math.round(one.loopP99Ms)} ms late`] : []),
        ...(one.moreHeld > mostMoreHeld ? [`${one.name} holds ${inMegabytes(one.moreHeld)} MB more`] : []),
        ...(slopeTells && one.riseIn10Minutes > mostRiseIn10Minutes
          ? [`the memory of ${one.name} rises by ${inMegabytes(one.riseIn10Minutes)} MB in 10 minutes`]
          : []),
      ]),
    ],
  }
}

const inMegabytes = (bytes: number): string => (bytes / megabyte).toFixed(1)

const inWords = (one: Soaked): string =>
  `${one.name}: ${inMegabytes(one.residentBytes)} MB, ${inMegabytes(one.riseIn10Minutes)} MB more in 10 minutes, ${inMegabytes(one.moreHeld)} MB more held, ${one.openFiles} files (${one.moreFiles} more), loop ${Math.round(one.loopP99Ms)} ms, CPU ${Math.round(one.cpuShare * 100)} %`
