/** A WGS 84 position, degrees. */
export type Position = { readonly latitude: number; readonly longitude: number }

/** Mean radius of the earth in kilometres (IUGG). */
export const earthRadiusKm = 6371.0088

/** Positions are taken to a hundred-thousandth of a degree, at most 1.1 m. */
export const stepsPerDegree = 100_000

/** The position of a place, or undefined where its numbers are not on the earth. */
export const positionOf = (place: Position | undefined): Position | undefined =>
  place !== undefined && Math.abs(place.latitude) <= 90 && Math.abs(place.longitude) <= 180
    ? { latitude: toStep(place.latitude), longitude: toStep(place.longitude) }
    : undefined

const toStep = (degrees: number): number => Math.round(degrees * stepsPerDegree) / stepsPerDegree

/** Great-circle distance in kilometres, by the haversine; undefined without two positions on the earth. */
export const distanceKm = (a: Position | undefined, b: Position | undefined): number | undefined => {
  const from = positionOf(a)
  const to = positionOf(b)
  if (from === undefined || to === undefined) return undefined
  const latitudes = sinHalf(to.latitude - from.latitude)
  const longitudes = sinHalf(to.longitude - from.longitude)
  const h = latitudes ** 2 + Math.cos(radians(from.latitude)) * Math.cos(radians(to.latitude)) * longitudes ** 2
  return 2 * earthRadiusKm * Math.asin(Math.min(1, Math.sqrt(h)))
}

export const radians = (degrees: number): number => (degrees * Math.PI) / 180

const sinHalf = (degrees: number): number => Math.sin(radians(degrees) / 2)
