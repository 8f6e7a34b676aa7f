import { positionOf, stepsPerDegree } from '../geo.ts'
import type { JobRow } from '../rows.ts'
import { cellOf } from './cells.ts'
import * as code from './codes.ts'
import { marksOf } from './marks.ts'
import { listsOf, person } from './person-record.ts'
import { type Circle, type Plan, zoneSize } from './search.ts'
import type { Shape } from './segment.ts'
import { spotOf } from './spots.ts'
import { bucketOf } from './trial.ts'

/** Who travels farther than the last of these is found from anywhere. Kilometres. */
const zones = [50, 200] as const

/** Remote work without a narrow reach, and a place that is not known, may be for anybody. */
export const circlesOf = ({ posting }: JobRow): readonly Circle[] | undefined => {
  const centre = positionOf(posting.place)
  const reachKm = posting.reachKm ?? Number.POSITIVE_INFINITY
  if (centre === undefined || (posting.remote && reachKm > widestKm)) return undefined
  return zones.map((zoneKm, zone) => ({
    zone,
    centre,
    radiusKm: posting.remote ? reachKm : Math.min(zoneKm, reachKm),
  }))
}

/** Beyond it, going by occupation alone is as good as going by cells. */
export const widestKm = 400

export const peopleShape: Shape = {
  classOf: code.classOf,
  marksOf,
  spotOf: (words, offset) => spotOf(words[offset + person.latitude] ?? 0, words[offset + person.longitude] ?? 0),
  groupOf(words, offset) {
    if (((words[offset] ?? 0) & code.placedBit) === 0) return 0
    const zone = zones.findIndex((zoneKm) => (words[offset + person.reach] ?? 0) <= zoneKm * 1000)
    if (zone < 0) return 0
    return (
      1 +
      zone * zoneSize +
      cellOf({
        latitude: (words[offset + person.latitude] ?? 0) / stepsPerDegree,
        longitude: (words[offset + person.longitude] ?? 0) / stepsPerDegree,
      })
    )
  },
  bucketsOf(words, offset, buckets) {
    const count = (words[offset + person.counts] ?? 0) & 0xff
    buckets[0] = 0
    if (count === 0) return 1
    const lists = listsOf(words[offset] ?? 0, offset)
    let found = 0
    for (let index = lists; index < lists + count; index += 1) {
      const bucket = bucketOf((words[index] ?? 0) >> 2)
      let seen = false
      for (let other = 0; other < found; other += 1) if (buckets[other] === bucket) seen = true
      if (!seen) buckets[found++] = bucket
    }
    return found
  },
}

/** The occupations near to a job's, by bucket. */
export const planOf = (near: readonly number[], values: Int16Array, circles: Plan['circles']): Plan => {
  if (values.length <= 0xffff) return { buckets: near, values, circles }
  const [buckets, byBucket] = [new Set(near.map(bucketOf)), values.slice(0, 0x10000)]
  const last = near.find((number) => number >= 0xffff)
  byBucket[0xffff] = last === undefined ? -1 : (values[last] ?? 0)
  return { buckets: [...buckets], values: byBucket, circles }
}
