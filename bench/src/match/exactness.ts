import type { JobRow, MatchEngine, PersonRow } from '@rolecall/match/engine'
import { bruteForce, inOrder, type Plain } from '@rolecall/match/testing/brute-force'
import { weights } from '@rolecall/match/weights'
import type { Taxonomy } from '@rolecall/taxonomy/types'
import { now, type World } from './world.ts'

const limit = 50

/** How many lists are the same, to the id, as those of a second implementation that goes through every pair. */
export const checkExactness = (options: {
  readonly taxonomy: Taxonomy
  readonly world: World
  readonly engine: MatchEngine
  readonly jobs: readonly JobRow[]
  readonly people: readonly PersonRow[]
}): { readonly same: number; readonly lists: number } => {
  const { engine, world } = options
  const { judge } = bruteForce({ taxonomy: options.taxonomy, weights })
  const ofJob = options.jobs.map((): Plain[] => [])
  for (const person of world.people())
    for (const [index, job] of options.jobs.entries()) {
      const judged = judge(person, job, now)
      if (judged !== undefined) ofJob[index]?.push({ id: person.id, ...judged })
    }
  const ofPerson = options.people.map((): Plain[] => [])
  for (const job of world.jobs())
    for (const [index, person] of options.people.entries()) {
      const judged = judge(person, job, now)
      if (judged !== undefined) ofPerson[index]?.push({ id: job.id, ...judged })
    }
  const best = (found: readonly Plain[]) =>
    inOrder([...found])
      .slice(0, limit)
      .map(({ id }) => id)
      .join()
  const sameForJobs = options.jobs.filter(
    (job, index) => best(ofJob[index] ?? []) === engine.rankPeople(job, { limit, now }).join(),
  )
  const sameForPeople = options.people.filter(
    (person, index) =>
      best(ofPerson[index] ?? []) ===
      engine
        .jobsFor(person, { limit, now })
        .map(({ jobId }) => jobId)
        .join(),
  )
  return {
    same: sameForJobs.length + sameForPeople.length,
    lists: options.jobs.length + options.people.length,
  }
}
