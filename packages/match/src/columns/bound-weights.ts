/** Weights in hundredths for a bound of the score, in the order of the parts. */
export type BoundWeights = {
  readonly person: Float64Array
  readonly job: Float64Array
  /** The sums of both multiplied. */
  readonly total: number
  /** What the distance adds to the sum of either direction, by whole kilometres; the last stands for all beyond. */
  readonly kmToPerson: Float64Array
  readonly kmToJob: Float64Array
}

type Given = {
  readonly person: readonly number[]
  readonly jobByTilt: readonly (readonly number[])[]
  /** The tilts that jobs have or had. */
  readonly tilts: readonly number[]
  readonly distanceValues: Int16Array
}

/** Weights for the people of one job, by its tilt, and for the jobs of a person, whatever their tilts. */
export const createBoundWeights = ({ person, jobByTilt, tilts, distanceValues }: Given) => {
  const made = (job: readonly number[], sum: number): BoundWeights => ({
    person: Float64Array.from(person),
    job: Float64Array.from(job),
    total: sumOf(person) * sum,
    kmToPerson: Float64Array.from(distanceValues, (value) => value * (person[4] ?? 0)),
    kmToJob: Float64Array.from(distanceValues, (value) => value * (job[4] ?? 0)),
  })
  const ofTilts: BoundWeights[] = []
  let ofAll: { readonly count: number; readonly weights: BoundWeights } | undefined
  return {
    ofTilt(tilt: number): BoundWeights {
      const job = jobByTilt[tilt] ?? []
      const known = ofTilts[tilt] ?? made(job, sumOf(job))
      ofTilts[tilt] = known
      return known
    },
    /** Of each part the most that it counts under any tilt in use, as a share of the sum. */
    ofAll(): BoundWeights {
      if (ofAll?.count !== tilts.length) {
        const sum = sumOf(jobByTilt[0] ?? [])
        const shares = tilts.map((tilt) =>
          (jobByTilt[tilt] ?? []).map((weight) => weight / sumOf(jobByTilt[tilt] ?? [])),
        )
        const most = person.map((_, part) => sum * Math.max(0, ...shares.map((share) => share[part] ?? 0)))
        ofAll = { count: tilts.length, weights: made(sum === 0 ? [] : most, sum) }
      }
      return ofAll.weights
    },
  }
}

const sumOf = (weights: readonly number[]): number => weights.reduce((sum, weight) => sum + weight, 0)
