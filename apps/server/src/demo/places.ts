import type { Place } from '@rolecall/contract/place'

/** `share`: of the people. `jobs`: how many there are of a kind of work, before its own demand. */
export type DemoCity = { readonly place: Place; readonly share: number; readonly jobs: number }

const kenya = (
  label: string,
  latitude: number,
  longitude: number,
  [share, jobs]: readonly [number, number],
): DemoCity => ({
  share,
  jobs,
  place: { label, latitude, longitude, country: 'KE', timeZone: 'Africa/Nairobi' },
})
const mexico = (
  label: string,
  latitude: number,
  longitude: number,
  [share, jobs]: readonly [number, number],
): DemoCity => ({
  share,
  jobs,
  place: {
    label,
    latitude,
    longitude,
    country: 'MX',
    timeZone: label === 'Hermosillo' ? 'America/Hermosillo' : 'America/Mexico_City',
  },
})

/** Cities of the demo. */
export const cities: readonly DemoCity[] = [
  kenya('Nairobi', -1.2833, 36.8167, [0.2, 2]),
  kenya('Thika', -1.0333, 37.0693, [0.12, 2]),
  kenya('Mombasa', -4.0547, 39.6636, [0.1, 1]),
  kenya('Kisumu', -0.1022, 34.7617, [0.06, 1]),
  kenya('Nakuru', -0.3031, 36.08, [0.06, 1]),
  mexico('Toluca', 19.2879, -99.6468, [0.14, 2]),
  mexico('Ciudad de México', 19.4285, -99.1277, [0.16, 2]),
  mexico('Guadalajara', 20.6668, -103.3918, [0.08, 1]),
  mexico('Puebla', 19.0379, -98.2035, [0.06, 1]),
  mexico('Hermosillo', 29.1026, -110.9773, [0.02, 1]),
]
