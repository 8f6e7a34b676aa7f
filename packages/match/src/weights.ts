/** What the score weighs, and the numbers that the constraints rest on. `version` changes with any of them. */
export type Weights = {
  readonly version: string
  /** At least 0; the sub-score's share is its weight over the sum of all. */
  readonly occupation: number
  readonly skills: number
  readonly experience: number
  readonly pay: number
  readonly distance: number
  readonly recency: number
  /** Nearness of two occupations, 0 to 1, from which on one counts as the other's kind of work. */
  readonly nearEnough: number
  /** Kilometres at which the distance's value is a half. */
  readonly distanceHalfKm: number
  /** Days after which a job's recency is a half. */
  readonly recencyHalfDays: number
  /** So many unmet musts that an applicant can mend still show a job as one to check; more hide it. */
  readonly mostToMend: number
}

export const weights: Weights = {
  version: '2026-11-25',
  // The kind of work is why a person reads a job at all.
  occupation: 3,
  // Seldom said in a chat of eight questions, so it must not outweigh what everyone said.
  skills: 2,
  experience: 2,
  // Travel is paid in money and hours every day; low-paid work is refused for it more than for pay.
  distance: 2,
  // Pay below what is wanted is a constraint already: this orders what is above.
  pay: 1.5,
  // Breaks ties towards jobs that are likelier to be still free.
  recency: 1,
  // One ISCO minor group alone is 0.45: a roofer is not a floor layer. With shared skills it is more: a waiter can tend a bar.
  nearEnough: 0.5,
  // Commutes to low-paid work are mostly under 10 km; 30 km keeps an eighth.
  distanceHalfKm: 10,
  // Most shift and service jobs are filled within a month.
  recencyHalfDays: 14,
  mostToMend: 2,
}
