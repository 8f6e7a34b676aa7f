import type { SubScore } from '@rolecall/contract/explanation'

/** What each part of the score weighs in one direction: at least 0, at most 10, in hundredths. */
export type DirectionWeights = Readonly<Record<SubScore['name'], number>>

/** What the score weighs, and the numbers that the constraints rest on. `version` changes with any of them. */
export type Weights = {
  readonly version: string
  /** What a job is worth to a person. */
  readonly person: DirectionWeights
  /** What a person is worth to a job. */
  readonly job: DirectionWeights
  /**
   * By what an employer may multiply the weight, for their job, of what matters most to them: 1 (nothing changes) to 2. Divided by
   * the sum of the weights, no part counts less than 1 over this, or more than this, of what it usually does.
   */
  readonly tilt: number
  /** Nearness of two occupations, 0 to 1, from which on one counts as the other's kind of work. */
  readonly nearEnough: number
  /** The share of occupations that use both of two skills among those that use either, from which on they are near. */
  readonly nearSkills: number
  /** Kilometres at which the distance's value is a half. */
  readonly distanceHalfKm: number
  /** Kilometres as the crow flies that an hour of travel covers: such hours are not paid. */
  readonly travelKmPerHour: number
  /** Days after which a job's recency is a half. */
  readonly recencyHalfDays: number
  /** Comes off the score once for each e-fold of 1 + people shown over openings. */
  readonly congestion: number
  /** So many unmet musts that an applicant can mend still show a job as one to check; more hide it. */
  readonly mostToMend: number
}

/** The usual weights; an operator's file may set others. The reasons stand in docs/matching.md too. */
export const weights: Weights = {
  version: '2026-11-28',
  person: {
    // The kind of work is why a person reads a job at all.
    occupation: 3,
    // What one knows makes a job easier, but few list it in a chat of eight questions.
    skills: 1,
    // Work like what one did is easier to get and to keep; a beginner must not lose sight of it.
    experience: 1,
    // What is left after travel is what one works for.
    pay: 2.5,
    // Travel costs money and hours every day; low-paid work is refused for it more than for pay.
    distance: 2.5,
    // A newer job is likelier to be still free.
    recency: 1,
  },
  job: {
    // Someone who wants this work stays in it.
    occupation: 3,
    skills: 3,
    experience: 3,
    // Who is paid above what they ask stays longer; it must not become a search for the cheapest.
    pay: 0.5,
    // Who lives near comes on time and stays; the rest of the distance is the person's own matter.
    distance: 1,
    // The same for everyone who is compared for one job.
    recency: 0,
  },
  // Enough to change who stands first; what others ask for still counts at least half of what it does.
  tilt: 2,
  // One ISCO minor group alone is 0.45: a roofer is not a floor layer. With shared skills it is more: a waiter can tend a bar.
  nearEnough: 0.5,
  // Half of the occupations that use either use both.
  nearSkills: 0.5,
  // Commutes to low-paid work are mostly under 10 km; 30 km keeps an eighth.
  distanceHalfKm: 10,
  // A bus in a city's traffic with a walk at both ends.
  travelKmPerHour: 15,
  // Most shift and service jobs are filled within a month.
  recencyHalfDays: 14,
  // A hundred people shown one place cost 0.09: about what ten kilometres more do.
  congestion: 0.02,
  mostToMend: 2,
}
