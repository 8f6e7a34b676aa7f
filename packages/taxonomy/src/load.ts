import { execFile } from 'node:child_process'
import { closeSync, fstatSync, openSync, readSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { citiesFile } from './compile/places.ts'
import { decodeTaxonomy, TaxonomyFileRefused } from './compiled/taxonomy-file.ts'
import { createGazetteer } from './gazetteer.ts'
import { decodePlaces, type PlacesData } from './places/places-file.ts'
import { createTaxonomy } from './taxonomy.ts'
import type { Gazetteer, Taxonomy } from './types.ts'

/**
 * Opens the places of the world (GeoNames, places of 500 people and more). They are compiled into `cacheDir` where that
 * was not done yet or for other data, in a process of its own so that this one stays quick and small.
 */
export async function loadGazetteer({ cacheDir }: { cacheDir: string }): Promise<Gazetteer> {
  const file = join(cacheDir, 'places.bin')
  const source = statSync(citiesFile).size
  const ready = readPlaces(file, source)
  if (ready) return createGazetteer(ready)
  const command = fileURLToPath(new URL('./compile/places.ts', import.meta.url))
  await promisify(execFile)(process.execPath, [command, file])
  const compiled = readPlaces(file, source)
  if (!compiled) throw new Error(`the places were compiled into ${file} but cannot be read`)
  return createGazetteer(compiled)
}

/** Opens a taxonomy that `npm run taxonomy` compiled. Throws `TaxonomyFileRefused`, with the mend, for what is none. */
export function loadTaxonomy(path: string): Taxonomy {
  const bytes = readWhole(path)
  if (bytes === undefined) throw new TaxonomyFileRefused(`${path} cannot be read: mend the path or its rights`)
  try {
    const { source, ...tables } = decodeTaxonomy(new Uint8Array(bytes))
    return createTaxonomy({ name: source, ...tables })
  } catch (error) {
    if (!(error instanceof TaxonomyFileRefused)) throw error
    throw new TaxonomyFileRefused(`${path} ${error.message}`)
  }
}

function readPlaces(path: string, source: number): PlacesData | undefined {
  const buffer = readWhole(path)
  return buffer && decodePlaces(buffer, source)
}

function readWhole(path: string): ArrayBuffer | undefined {
  let file: number
  try {
    file = openSync(path, 'r')
  } catch {
    return undefined
  }
  try {
    const bytes = new Uint8Array(fstatSync(file).size)
    for (let at = 0; at < bytes.length; ) {
      const read = readSync(file, bytes, at, bytes.length - at, at)
      if (read === 0) return undefined
      at += read
    }
    return bytes.buffer
  } finally {
    closeSync(file)
  }
}
