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

/** Where a place stands on a globe of radius 1: for many distances, of which each then takes no sine. */
export type Direction = { readonly x: number; readonly y: number; readonly z: number }

export const directionOf = (place: Position | undefined): Direction | undefined => {
  const position = positionOf(place)
  if (position === undefined) return undefined
  const [latitude, longitude] = [radians(position.latitude), radians(position.longitude)]
  const x = Math.cos(latitude) * Math.cos(longitude)
  return { x, y: Math.cos(latitude) * Math.sin(longitude), z: Math.sin(latitude) }
}

/** The same as {@link distanceKm}, by the chord. */
export const kmBetween = (a: Direction, b: Direction): number => {
  const chord = Math.sqrt((a.x - b.x) ** 2 + (a.y - b.y) ** 2 + (a.z - b.z) ** 2)
  return 2 * earthRadiusKm * Math.asin(Math.min(1, chord / 2))
}

export const radians = (degrees: number): number => (degrees * Math.PI) / 180

const sinHalf = (degrees: number): number => Math.sin(radians(degrees) / 2)
