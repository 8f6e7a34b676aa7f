/** The skills' values of one person by the number of a job's set of skills, each worked out once. */
export type SkillValues = {
  /** Forgets the values of whoever was looked at before. */
  begin(): void
  /** `work`: what a value that is not known yet is worked out by. */
  of(set: number, work: () => number): number
}

/** One object for all scans: jobs ask for far fewer sets of skills than there are jobs, and a scan meets each again and again. */
export const createSkillValues = (): SkillValues => {
  let scan = 0
  let scans = new Uint32Array(0)
  let values = new Int16Array(0)
  return {
    begin() {
      scan += 1
      if (scan < 2 ** 32) return
      scans.fill(0)
      scan = 1
    },
    of(set, work) {
      if (scans[set] === scan) return values[set] ?? 0
      if (set >= scans.length) {
        scans = grown(scans, new Uint32Array(2 * set + 64))
        values = grown(values, new Int16Array(2 * set + 64))
      }
      const value = work()
      scans[set] = scan
      values[set] = value
      return value
    },
  }
}

const grown = <Column extends Uint32Array | Int16Array>(column: Column, into: Column): Column => {
  into.set(column)
  return into
}

/** Which sets of skills the jobs of each bucket of occupations ask for or asked for, while they are few. */
export const createSetsInUse = () => {
  const byBucket: number[][] = []
  return {
    add(bucket: number, set: number): void {
      const sets = byBucket[bucket] ?? []
      byBucket[bucket] = sets
      if (sets.length <= mostSets && !sets.includes(set)) sets.push(set)
    },
    /** Undefined where there are too many. */
    of(bucket: number): readonly number[] | undefined {
      const sets = byBucket[bucket]
      return sets === undefined || sets.length > mostSets ? undefined : sets
    },
  }
}

/** So that going through them costs less than what it spares. */
const mostSets = 8
