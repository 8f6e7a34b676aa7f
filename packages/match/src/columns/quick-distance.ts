import { distanceKm, earthRadiusKm, radians, stepsPerDegree } from '../geo.ts'

/** A position in steps with what a distance needs of it. */
export type Origin = {
  latitude: number
  longitude: number
  /** Cosine and sine of the latitude. */
  cosine: number
  sine: number
}

export const originAt = (latitude: number, longitude: number): Origin => {
  const angle = radians(latitude / stepsPerDegree)
  return { latitude, longitude, cosine: Math.cos(angle), sine: Math.sin(angle) }
}

const stepRadians = Math.PI / 180 / stepsPerDegree
const turn = 360 * stepsPerDegree

/**
 * Kilometres between an origin and the position at `offset` of the words. Near ones by series of the haversine without any
 * sine, right to a micrometre; far ones by the haversine itself.
 */
export const quickKm = (origin: Origin, words: Int32Array, offset: number): number => {
  const latitude = words[offset] ?? 0
  let east = (words[offset + 1] ?? 0) - origin.longitude
  if (east > turn / 2) east -= turn
  else if (east < -turn / 2) east += turn
  const north = (latitude - origin.latitude) * stepRadians
  const across = east * stepRadians
  if (Math.abs(north) > 0.1 || Math.abs(across) > 0.1) return exactKm(origin, words, offset)
  const cosine = origin.cosine * cosineOf(north) - origin.sine * sineOf(north)
  const up = sineOf(north / 2)
  const right = sineOf(across / 2)
  const half = Math.sqrt(up * up + origin.cosine * cosine * right * right)
  return 2 * earthRadiusKm * arcsineOf(half)
}

export const exactKm = (origin: Origin, words: Int32Array, offset: number): number =>
  distanceKm(
    { latitude: origin.latitude / stepsPerDegree, longitude: origin.longitude / stepsPerDegree },
    { latitude: (words[offset] ?? 0) / stepsPerDegree, longitude: (words[offset + 1] ?? 0) / stepsPerDegree },
  ) ?? 0

/** For angles up to a tenth; the first term left out is under 1e-15. */
const sineOf = (x: number): number => {
  const s = x * x
  return x * (1 - (s / 6) * (1 - (s / 20) * (1 - (s / 42) * (1 - s / 72))))
}
const cosineOf = (x: number): number => {
  const s = x * x
  return 1 - (s / 2) * (1 - (s / 12) * (1 - (s / 30) * (1 - (s / 56) * (1 - s / 90))))
}
const arcsineOf = (x: number): number => {
  const s = x * x
  return x * (1 + s * (1 / 6 + s * (3 / 40 + s * (15 / 336 + s * (105 / 3456 + s * (945 / 42_240))))))
}
