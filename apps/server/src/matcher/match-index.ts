import type { Profile } from '@rolecall/contract/profile'
import type { JobRow, Match, MatchEngine, MatchOptions } from '@rolecall/match/engine'

type JobsFor = MatchOptions & { readonly profile: Profile }
type PeopleFor = MatchOptions & { readonly job: JobRow; readonly alertsOnly?: boolean }

/** What the index is asked, by name. Jobs are given as rows: the index may be a moment behind the store. */
export type Questions = {
  /** The best jobs for a profile. */
  readonly jobsFor: JobsFor
  /** The best people for a job, with reasons. */
  readonly peopleFor: PeopleFor
  /** The same people, their ids alone. */
  readonly rankPeople: PeopleFor
  /** How many people a draft would suit, and what each of its musts costs. */
  readonly estimate: { readonly draft: JobRow }
}
export type Answers = {
  readonly jobsFor: readonly Match[]
  readonly peopleFor: readonly Match[]
  readonly rankPeople: readonly string[]
  readonly estimate: { readonly fit: number; readonly musts: ReturnType<MatchEngine['costOfMusts']> }
}

/** Everyone who looks for work and every open job, as one asks of them from outside. */
export interface MatchIndex {
  /** @throws IndexUnavailable where nobody answers in time. */
  ask<Name extends keyof Questions>(name: Name, question: Questions[Name]): Promise<Answers[Name]>
  /** How many people surely saw a job; it counts in each explanation of the job. */
  shownOf(jobId: string): number
}

/** The index does not answer: it loads, or its thread has ended. Asking again in a moment helps. */
export class IndexUnavailable extends Error {
  override readonly name = 'IndexUnavailable'
}

/** Questions that are on their way, with a number of their own. */
export type Ask<Name extends keyof Questions = keyof Questions> = {
  [Each in Name]: { readonly id: number; readonly name: Each; readonly question: Questions[Each] }
}[Name]

type Answering = { readonly [Name in keyof Questions]: (question: Questions[Name]) => Answers[Name] }

/** Answers from an engine at once. */
export const answerFrom = (engine: MatchEngine) => {
  const answering: Answering = {
    jobsFor: ({ profile, ...options }) => engine.jobsFor({ id: '', profile, active: true, alerts: false }, options),
    peopleFor: ({ job, ...options }) => engine.peopleFor(job, options),
    rankPeople: ({ job, ...options }) => engine.rankPeople(job, options),
    estimate: ({ draft }) => ({ fit: engine.countFor(draft), musts: engine.costOfMusts(draft) }),
  }
  return <Name extends keyof Questions>(name: Name, question: Questions[Name]): Answers[Name] =>
    answering[name](question)
}
