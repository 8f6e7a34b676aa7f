/**
 * A picture without what a camera or a program wrote beside it: where it was taken, when, with which device, by whom. Its pixels and
 * colours stay. What is no JPEG, PNG or WebP, or is not built as one, comes back as it is.
 */
export function stripMetadata(bytes: Buffer, type: string): Buffer {
  switch (type) {
    case 'image/jpeg':
      return keptOf(bytes, jpegSegments(bytes), isJpegMetadata) ?? bytes
    case 'image/png':
      return keptOf(bytes, pngChunks(bytes), (name) => pngMetadata.has(name)) ?? bytes
    case 'image/webp':
      return withoutWebpMetadata(bytes)
    default:
      return bytes
  }
}

/** A part of the file: `name` says what it is. */
interface Part {
  readonly name: string
  readonly start: number
  readonly end: number
}

/** The bytes before the first part and of every part that is no metadata; undefined where the parts could not be read. */
function keptOf(bytes: Buffer, parts: readonly Part[] | undefined, isMetadata: (name: string) => boolean) {
  if (parts === undefined) return undefined
  const kept = parts.filter(({ name }) => !isMetadata(name))
  const begin = bytes.subarray(0, parts[0]?.start ?? bytes.length)
  return Buffer.concat([begin, ...kept.map(({ start, end }) => bytes.subarray(start, end))])
}

/** Named by their marker in hex. From the start of the scan on it is picture. */
function jpegSegments(bytes: Buffer): readonly Part[] | undefined {
  const parts: Part[] = []
  let at = 2
  while (at + 4 <= bytes.length && bytes[at] === 0xff) {
    const name = bytes.toString('hex', at + 1, at + 2)
    if (name === 'da') return [...parts, { name, start: at, end: bytes.length }]
    const end = at + 2 + bytes.readUInt16BE(at + 2)
    if (end > bytes.length) return undefined
    parts.push({ name, start: at, end })
    at = end
  }
  return undefined
}

/** APP1 (Exif, XMP) and every other APP but JFIF (0), the colour profile (2) and Adobe's transform (14); and comments. */
function isJpegMetadata(name: string): boolean {
  return name === 'fe' || (name.startsWith('e') && !['e0', 'e2', 'ee'].includes(name))
}

const pngMetadata: ReadonlySet<string> = new Set(['eXIf', 'tEXt', 'zTXt', 'iTXt', 'tIME'])

function pngChunks(bytes: Buffer): readonly Part[] | undefined {
  const parts: Part[] = []
  let at = 8
  while (at + 12 <= bytes.length) {
    const end = at + 12 + bytes.readUInt32BE(at)
    if (end > bytes.length) return undefined
    parts.push({ name: bytes.toString('latin1', at + 4, at + 8), start: at, end })
    at = end
  }
  return at === bytes.length ? parts : undefined
}

/** The header of the file says how long it is, and that of the picture what stands in it. */
function withoutWebpMetadata(bytes: Buffer): Buffer {
  const kept = keptOf(bytes, riffChunks(bytes), (name) => name === 'EXIF' || name === 'XMP ')
  if (kept === undefined || kept.length === bytes.length) return bytes
  kept.writeUInt32LE(kept.length - 8, 4)
  const flags = 20
  if (kept.toString('latin1', 12, 16) === 'VP8X') kept.writeUInt8(kept.readUInt8(flags) & ~0x0c, flags)
  return kept
}

function riffChunks(bytes: Buffer): readonly Part[] | undefined {
  const parts: Part[] = []
  let at = 12
  while (at + 8 <= bytes.length) {
    const size = bytes.readUInt32LE(at + 4)
    const end = at + 8 + size + (size % 2)
    if (end > bytes.length) return undefined
    parts.push({ name: bytes.toString('latin1', at, at + 4), start: at, end })
    at = end
  }
  return at === bytes.length ? parts : undefined
}
