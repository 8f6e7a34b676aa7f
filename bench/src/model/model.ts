import type { Measured, Parts } from './measured.ts'
import { limits, load, messagePrice, monthSeconds, monthsKept, type Usage } from './supposed.ts'

/** What so many registered people take. Rates are of the busiest second, money is dollars a month. */
export type Model = {
  readonly people: number
  readonly jobs: number
  readonly messagesIn: number
  readonly messagesOut: number
  readonly statuses: number
  readonly pages: number
  /** Processors that are busy, in the busiest second. */
  readonly busy: Parts
  /** Processors to have, so that they are busy by `load`. */
  readonly processors: Parts
  readonly databaseGB: number
  /** Of all primaries, theirs. */
  readonly primaryProcessors: number
  /** Replica sets, by the processors of a primary and by what one set holds. */
  readonly shards: number
  readonly indexGB: number
  readonly startSeconds: number
  readonly numbers: number
  /** Processors busy with matching in the busiest second, were each list made once. */
  readonly matching: number
  readonly messageMoney: number
}

/** Of which the cost of a message was measured: two of each role. */
const processesMeasured = 4

/** Linear in `people`, but for what a start takes anyway, and for what many processes cost the database: nothing is made cheaper by size. */
export const modelOf = (people: number, usage: Usage, measured: Measured): Model => {
  const active = people * usage.active
  const atPeak = (eachMonth: number): number => (active * eachMonth * usage.peak) / monthSeconds
  const messagesIn = atPeak(usage.messages)
  const notices = atPeak(usage.notices)
  const messagesOut = messagesIn * measured.replies + notices
  const statuses = 3 * messagesOut
  const pages = atPeak(usage.pages)
  const ofEach = (name: keyof Parts): number =>
    // A notice costs what a reply does; no webhook brought it.
    messagesIn * measured.message[name] +
    (name === 'web' ? 0 : (notices * measured.message[name]) / measured.replies) +
    statuses * measured.status[name] +
    (name === 'web' ? pages * measured.pageMs : 0)
  const [web, worker, mongod] = [ofEach('web') / 1000, ofEach('worker') / 1000, ofEach('mongod') / 1000]
  // A process does what one processor can.
  const more = Math.max(0, web / load + worker / load - processesMeasured)
  const { message, status } = measured.eachProcess
  const following = (more * (messagesIn * message + statuses * status)) / 1000
  const busy = { web, worker, mongod: mongod + following }
  const processors = { web: busy.web / load, worker: busy.worker / load, mongod: busy.mongod / load }
  const primaryProcessors = (mongod / 3 + following) / load
  // Registering takes eight messages; what is written later is kept for some months.
  const databaseGB = ((people * 8 + active * usage.messages * monthsKept) * measured.messageBytes) / 1e9
  return {
    people,
    jobs: people * usage.jobs,
    messagesIn,
    messagesOut,
    statuses,
    pages,
    busy,
    processors,
    databaseGB,
    primaryProcessors,
    shards: Math.ceil(Math.max(primaryProcessors / limits.memberProcessors, databaseGB / limits.setGB)),
    indexGB: (people * (1 + usage.jobs) * measured.rowBytes) / 1e9,
    startSeconds: measured.start.fixed + (people / 1e6) * measured.start.eachMillion,
    numbers: Math.ceil((messagesIn + messagesOut) / (limits.numberPerSecond * load)),
    matching: (messagesIn + (people * usage.jobs * usage.peak) / monthSeconds) * (measured.listMs / 1000),
    messageMoney: active * (usage.messages * measured.replies + usage.notices) * messagePrice,
  }
}

export type Bend = {
  /** Registered people at which the design of today has reached it. */
  readonly people: number
  readonly what: string
  readonly next: string
}

/** What gives way, the first first. */
export const bendsOf = (usage: Usage, measured: Measured): readonly Bend[] => {
  const million = modelOf(1e6, usage, measured)
  const reached = (limit: number, atAMillion: number): number => (1e6 * limit) / atAMillion
  return [
    {
      people: reached(limits.startSeconds - measured.start.fixed, measured.start.eachMillion),
      what: `a process takes ${limits.startSeconds} s from a start to ready, most of it for the index`,
      next: 'read the snapshot in the thread while the process answers already what needs no matching; keep the old process until then',
    },
    {
      people: reached(limits.indexGB, million.indexGB),
      what: `the index takes ${limits.indexGB} GB in each process, since each holds all of it`,
      next: 'a role of its own that holds the index of some countries or regions, and is asked by the others; jobs on site need one of them, remote ones all',
    },
    {
      people: peopleUntil((people) => modelOf(people, usage, measured).primaryProcessors >= limits.memberProcessors),
      what: `a primary needs ${limits.memberProcessors} processors`,
      next: 'followers of changes read from the other members; shard `tasks`, `outbox` and what belongs to a person by a hash of the person: a commit stays in one shard, and lanes already part them',
    },
    {
      people: reached(limits.setGB, million.databaseGB),
      what: `the database holds ${limits.setGB / 1000} TB of documents and indexes`,
      next: 'the same shards; before that, fewer days for `outbox` and `tasks` in the table of retention',
    },
    {
      people: reached(limits.numberPerSecond * load, million.messagesIn + million.messagesOut),
      what: `one WhatsApp number takes half of its ${limits.numberPerSecond} messages a second`,
      next: 'a number for each country or region; an installation has one today',
    },
    {
      people: reached(measured.unpackedPerSecond * load, million.messagesIn + million.statuses),
      what: `one worker at a time takes webhooks apart, ${Math.round(measured.unpackedPerSecond / 100) * 100} a second, and is half busy with it`,
      next: 'a lane for each business number, which parts the work and loses no order',
    },
  ].toSorted((a, b) => a.people - b.people)
}

/** The fewest at which it holds, to a thousandth, of what holds for all that are more. */
const peopleUntil = (holds: (people: number) => boolean): number => {
  let [fewer, more] = [1, 1e12]
  while (more / fewer > 1.001) {
    const between = Math.sqrt(fewer * more)
    if (holds(between)) more = between
    else fewer = between
  }
  return more
}
