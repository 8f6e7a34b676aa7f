/** What people and employers do. Nobody has run Rolecall for a country: these are guesses, each to be set by a flag of the script. */
export type Usage = {
  /** Of those who are registered, who write or are written to in a month. */
  readonly active: number
  /** Messages that each of them writes in a month. */
  readonly messages: number
  /** Messages that each of them is sent in a month besides replies: jobs that fit, what becomes of applications. */
  readonly notices: number
  /** Pages and API requests for each of them in a month. */
  readonly pages: number
  /** Open jobs for each registered person. */
  readonly jobs: number
  /** The busiest second against the mean. */
  readonly peak: number
}

export const usage: Usage = { active: 0.25, messages: 12, notices: 8, pages: 20, jobs: 0.005, peak: 4 }

/** How much of what a part could do is asked of it in the busiest second: the rest is for a zone that fails. */
export const load = 0.5

/** What one of a kind takes at most, and where that is said. */
export const limits = {
  /** GB that the index may take in each process: half of what a task of the country size has in `infra/src/sizes.ts`. */
  indexGB: 6,
  /** Seconds from a start to ready that a rolling update bears: twenty processes, two at a time, in about ten minutes. */
  startSeconds: 60,
  /** Processors of one member of a replica set, as large as the country size in `infra/src/sizes.ts`. */
  memberProcessors: 16,
  /** GB of documents and indexes in one replica set, so that a lost member is copied within hours. */
  setGB: 2000,
  /** Messages in and out a second of one WhatsApp number, once Meta has raised it from 80. */
  numberPerSecond: 1000,
} as const

export const monthSeconds = 30 * 24 * 3600

/** Dollars for a message of Meta's utility category, as most markets of the south have it: from memory, see Meta's list. */
export const messagePrice = 0.004

/** Months that messages are kept. */
export const monthsKept = 3
