import { createHash } from 'node:crypto'
import { zstdCompressSync, zstdDecompressSync } from 'node:zlib'
import type { Occupation, Skill } from '../types.ts'
import type { VectorData } from '../vectors/vector-table.ts'

/** Changes with the layout below and with what `featuresOf` makes of a text: a file of another number is refused. */
export const taxonomyFormat = 3

/** A compiled taxonomy. `source` names what it was compiled from, such as `esco-en-es`. */
export interface CompiledTaxonomy {
  readonly source: string
  readonly occupations: readonly Occupation[]
  readonly skills: readonly Skill[]
  readonly vectors: VectorData
}

/** A file that is no taxonomy of this layout, or not whole; the message says how to mend it. */
export class TaxonomyFileRefused extends Error {
  override readonly name = 'TaxonomyFileRefused'
}

const magic = 'rolecall-taxonomy'
const magicBytes = 24
const digestBytes = 32
/** The magic, the digest of all that follows it, then format, dimensions, rows and the length of the tables. */
const headerBytes = magicBytes + digestBytes + 16

export function encodeTaxonomy({ source, occupations, skills, vectors }: CompiledTaxonomy): Uint8Array {
  const tables = zstdCompressSync(
    JSON.stringify({ source, skills, occupations: withSkillNumbers(occupations, skills) }),
  )
  const { dims, features, scales, values } = vectors
  const columns = [bytesOf(features), bytesOf(scales), bytesOf(values), tables]
  const header = Buffer.alloc(headerBytes)
  header.write(magic)
  for (const [at, number] of [taxonomyFormat, dims, features.length, tables.length].entries())
    header.writeUInt32LE(number, magicBytes + digestBytes + at * 4)
  const file = Buffer.concat([header, ...columns])
  digestOf(file).copy(file, magicBytes)
  return file
}

/** Reads what `encodeTaxonomy` wrote. Throws `TaxonomyFileRefused`. */
export function decodeTaxonomy(bytes: Uint8Array): CompiledTaxonomy {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (file.length < headerBytes || file.toString('latin1', 0, magic.length) !== magic)
    throw new TaxonomyFileRefused('is no compiled taxonomy: make one with npm run taxonomy')
  const [format = 0, dims = 0, rows = 0, tablesLength = 0] = [0, 4, 8, 12].map((at) =>
    file.readUInt32LE(magicBytes + digestBytes + at),
  )
  if (format !== taxonomyFormat)
    throw new TaxonomyFileRefused(
      `is a taxonomy of layout ${format}, and this version reads layout ${taxonomyFormat}: compile it again with npm run taxonomy`,
    )
  const expected = headerBytes + rows * (8 + dims) + tablesLength
  if (file.length !== expected || !digestOf(file).equals(file.subarray(magicBytes, magicBytes + digestBytes)))
    throw new TaxonomyFileRefused('is damaged or cut off: copy it again, or compile it again with npm run taxonomy')
  return { ...tablesOf(file.subarray(file.length - tablesLength)), vectors: vectorsOf(file, dims, rows) }
}

function vectorsOf(file: Buffer, dims: number, rows: number): VectorData {
  // A copy, since a file that was read may stand at any offset, and columns of words must not.
  const copy = new Uint8Array(file.subarray(headerBytes, headerBytes + rows * (8 + dims))).buffer
  return {
    dims,
    features: new Uint32Array(copy, 0, rows),
    scales: new Float32Array(copy, rows * 4, rows),
    values: new Int8Array(copy, rows * 8),
  }
}

type Numbered = Omit<Occupation, 'skills'> & { readonly skills: readonly number[] }

/** Skills by their number, which takes a tenth of their ids; the lowest bit says essential. */
function withSkillNumbers(occupations: readonly Occupation[], skills: readonly Skill[]): Numbered[] {
  const numbers = new Map(skills.map(({ id }, number) => [id, number]))
  return occupations.map((occupation) => ({
    ...occupation,
    skills: occupation.skills.flatMap(({ id, essential }) => {
      const number = numbers.get(id)
      return number === undefined ? [] : [number * 2 + Number(essential)]
    }),
  }))
}

function tablesOf(bytes: Buffer): Omit<CompiledTaxonomy, 'vectors'> {
  const { source, skills, occupations } = JSON.parse(zstdDecompressSync(bytes).toString()) as {
    source: string
    skills: Skill[]
    occupations: Numbered[]
  }
  const idOf = (code: number): string => skills[code >> 1]?.id ?? ''
  return {
    source,
    skills,
    occupations: occupations.map((occupation) => ({
      ...occupation,
      skills: occupation.skills.map((code) => ({ id: idOf(code), essential: (code & 1) === 1 })),
    })),
  }
}

/** Over the whole file but the place of the digest itself. */
function digestOf(file: Buffer): Buffer {
  return createHash('sha256')
    .update(file.subarray(0, magicBytes))
    .update(file.subarray(magicBytes + digestBytes))
    .digest()
}

function bytesOf(column: Uint32Array | Float32Array | Int8Array): Uint8Array {
  return new Uint8Array(column.buffer, column.byteOffset, column.byteLength)
}
