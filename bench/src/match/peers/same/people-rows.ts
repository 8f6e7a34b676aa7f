import { unit } from '@rolecall/match/direction'
import type { PersonRow } from '@rolecall/match/engine'
import { directionOf } from '@rolecall/match/geo'
import { personFacts } from '../facts.ts'
import type { Early } from './early.ts'
import { behindOf, sumsOf } from './formula.ts'
import { knownOf, withExperience } from './musts.ts'

/** No kind of work was named. */
const noKind = -1
/** Times were not said: none are lacking. */
const allTimes = 0x7ff

/** A person in a table, once for each kind of work that is near to theirs; names as columns have them. */
export type PersonKindRow = {
  readonly id: string
  readonly kind: number
  readonly placed: boolean
  readonly latitude: number
  readonly longitude: number
  /** On a globe of radius 1. */
  readonly x: number
  readonly y: number
  readonly z: number
  readonly reach: number
  readonly times: number
  /** 0 for any pay, less where none was said. */
  readonly pay: number
  readonly known: number
  readonly unmet: number
  readonly to_person: number
  readonly to_job: number
  /** What the score lacks of the best for whichever job suits them most. */
  readonly behind: number
  /** For someone without a kind: the skills' part by the number of the job's. */
  readonly skills: readonly number[] | null
}

export const personKindRows = function* (people: Iterable<PersonRow>, early: Early): Generator<PersonKindRow> {
  for (const person of people) yield* rowsOf(person, early)
}

const rowsOf = function* (person: PersonRow, early: Early): Generator<PersonKindRow> {
  const { id, latitude, longitude, placed, reachKm: reach, ...facts } = personFacts(person)
  const { profile } = person
  const { x, y, z } = directionOf({ latitude, longitude }) ?? { x: 0, y: 0, z: 0 }
  const pay = profile.pay?.amount ?? -1
  const times = profile.times === undefined ? allTimes : facts.times
  const known = knownOf(profile, placed)
  const all = { id, placed, latitude, longitude, x, y, z, reach, times, pay }
  const best = { pay: pay < 0 ? unit / 2 : unit, distance: placed ? unit : unit / 2, recency: unit }
  if (profile.work.length === 0) {
    const skills = early.skillsByKind(person)
    const behind = behindOf({ ...best, experience: notSaid, skills: Math.max(...skills) })
    yield { ...all, ...known, ...inColumns({ experience: notSaid }), kind: noKind, behind, skills }
  }
  for (const [kind, { longest, ...parts }] of early.near(person))
    yield {
      ...all,
      ...withExperience(known, longest),
      ...inColumns(parts),
      kind,
      behind: behindOf({ ...best, ...parts }),
      skills: null,
    }
}

/** Experience that nobody spoke of. */
const notSaid = unit / 4

const inColumns = (parts: Parameters<typeof sumsOf>[0]) => {
  const { toPerson, toJob } = sumsOf(parts)
  return { to_person: toPerson, to_job: toJob }
}
