/** Changes with the layout below: a file of another layout is compiled anew. */
export const placesFormat = 1

/**
 * The compiled places as columns over one buffer. Places are ordered by country, then by falling population; keys are
 * folded names, unique, ordered by their UTF-8 bytes. `a[i]..a[i + 1]` are the bounds of the i-th slice.
 */
export interface PlacesData {
  readonly latitudes: Float32Array
  readonly longitudes: Float32Array
  readonly populations: Uint32Array
  /** Index into `zones`. */
  readonly zoneOf: Uint16Array
  readonly labelStarts: Uint32Array
  readonly labels: Uint8Array
  readonly keyStarts: Uint32Array
  readonly keys: Uint8Array
  /** Places of a key; the lowest bit says that the key is the place's main name. */
  readonly placesOfKeyStarts: Uint32Array
  readonly placesOfKey: Uint32Array
  readonly keysOfPlaceStarts: Uint32Array
  readonly keysOfPlace: Uint32Array
  /** The decimal logarithm of the largest population behind a key, in tenths. */
  readonly keySizes: Uint8Array
  /** Hashes of how keys sound, ordered, and the key of each. */
  readonly soundHashes: Uint32Array
  readonly soundKeys: Uint32Array
  /** First entry of each one-degree cell in `placesOfCell`, by `cellOf`. */
  readonly cellStarts: Uint32Array
  readonly placesOfCell: Uint32Array
  readonly countryStarts: Uint32Array
  readonly countries: readonly string[]
  readonly zones: readonly string[]
}

const floatColumns = ['latitudes', 'longitudes'] as const
const shortColumns = ['zoneOf'] as const
const byteColumns = ['labels', 'keys', 'keySizes'] as const
const wordColumns = [
  'populations',
  'labelStarts',
  'keyStarts',
  'placesOfKeyStarts',
  'placesOfKey',
  'keysOfPlaceStarts',
  'keysOfPlace',
  'soundHashes',
  'soundKeys',
  'cellStarts',
  'placesOfCell',
  'countryStarts',
] as const
const columns = [...floatColumns, ...wordColumns, ...shortColumns, ...byteColumns]
type Column = (typeof columns)[number]

interface Header {
  readonly format: number
  readonly source: number
  readonly countries: readonly string[]
  readonly zones: readonly string[]
  /** Byte lengths of the columns, in their order. */
  readonly lengths: readonly number[]
}

const headerBytes = 65_536

/** The file's bytes: a header of fixed size in JSON, then the columns, each from a multiple of 8. */
export function encodePlaces(data: PlacesData, source: number): Uint8Array[] {
  const { countries, zones } = data
  const lengths = columns.map((column) => data[column].byteLength)
  const header: Header = { format: placesFormat, source, countries, zones, lengths }
  const text = new TextEncoder().encode(JSON.stringify(header))
  if (text.length > headerBytes) throw new RangeError('the header of the places file is too long')
  const first = new Uint8Array(headerBytes).fill(0x20)
  first.set(text)
  return [first, ...columns.flatMap((column) => padded(data[column]))]
}

/** Reads what `encodePlaces` wrote without copying; undefined when it is of another format or another source. */
export function decodePlaces(buffer: ArrayBuffer, source: number): PlacesData | undefined {
  const header = headerOf(buffer)
  if (header?.format !== placesFormat || header.source !== source) return undefined
  const spans = new Map<Column, [from: number, length: number]>()
  let at = headerBytes
  for (const [index, column] of columns.entries()) {
    const length = header.lengths[index] ?? 0
    spans.set(column, [at, length])
    at += roundUp(length)
  }
  if (at !== buffer.byteLength) return undefined
  const span = (column: Column): [from: number, length: number] => spans.get(column) ?? [0, 0]
  const words = (column: Column): Uint32Array => new Uint32Array(buffer, span(column)[0], span(column)[1] / 4)
  const floats = (column: Column): Float32Array => new Float32Array(buffer, span(column)[0], span(column)[1] / 4)
  const bytes = (column: Column): Uint8Array => new Uint8Array(buffer, ...span(column))
  return {
    latitudes: floats('latitudes'),
    longitudes: floats('longitudes'),
    populations: words('populations'),
    zoneOf: new Uint16Array(buffer, span('zoneOf')[0], span('zoneOf')[1] / 2),
    labelStarts: words('labelStarts'),
    labels: bytes('labels'),
    keyStarts: words('keyStarts'),
    keys: bytes('keys'),
    placesOfKeyStarts: words('placesOfKeyStarts'),
    placesOfKey: words('placesOfKey'),
    keysOfPlaceStarts: words('keysOfPlaceStarts'),
    keysOfPlace: words('keysOfPlace'),
    keySizes: bytes('keySizes'),
    soundHashes: words('soundHashes'),
    soundKeys: words('soundKeys'),
    cellStarts: words('cellStarts'),
    placesOfCell: words('placesOfCell'),
    countryStarts: words('countryStarts'),
    countries: header.countries,
    zones: header.zones,
  }
}

function headerOf(buffer: ArrayBuffer): Header | undefined {
  if (buffer.byteLength < headerBytes) return undefined
  try {
    return JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, 0, headerBytes))) as Header
  } catch {
    return undefined
  }
}

function padded(column: Uint8Array | Uint16Array | Uint32Array | Float32Array): Uint8Array[] {
  const bytes = new Uint8Array(column.buffer, column.byteOffset, column.byteLength)
  return [bytes, new Uint8Array(roundUp(bytes.length) - bytes.length)]
}

function roundUp(length: number): number {
  return Math.ceil(length / 8) * 8
}
