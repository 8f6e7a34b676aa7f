const office = 'application/vnd.openxmlformats-officedocument'

/**
 * The type of these bytes by what they begin with, among what WhatsApp carries. `declared` decides only where one
 * container serves several types; undefined where the bytes are none of them, whatever is declared.
 */
export function sniff(bytes: Uint8Array, declared: string): string | undefined {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const types = candidates(buffer)
  if (types.includes(declared)) return declared
  const [actual] = types
  // One picture for another is a slip; anything that merely is not binary, under the name of a picture, is not.
  return actual !== undefined && familyOf(actual) === familyOf(declared) ? actual : undefined
}

/** Video and audio share containers; documents are of many types and one family. */
const familyOf = (type: string): string => {
  const [family = ''] = type.split('/')
  return family === 'audio' || family === 'video' ? 'sound' : family === 'image' ? 'image' : 'document'
}

const signatures: [offset: number, magic: string, types: string[]][] = [
  [0, 'ffd8ff', ['image/jpeg']],
  [0, '89504e470d0a1a0a', ['image/png']],
  [0, '255044462d', ['application/pdf']],
  [0, '4f676753', ['audio/ogg']],
  [0, '2321414d52', ['audio/amr']],
  [0, '494433', ['audio/mpeg', 'audio/aac']],
  [0, 'fff1', ['audio/aac']],
  [0, 'fff9', ['audio/aac']],
  [0, 'fffb', ['audio/mpeg']],
  [0, 'fffa', ['audio/mpeg']],
  [0, 'fff3', ['audio/mpeg']],
  [0, 'fff2', ['audio/mpeg']],
  [8, '57454250', ['image/webp']],
  [4, '66747970336770', ['video/3gpp']],
  [4, '667479704d3441', ['audio/mp4']],
  [4, '66747970', ['video/mp4', 'audio/mp4']],
  [0, 'd0cf11e0a1b11ae1', ['application/msword', 'application/vnd.ms-excel', 'application/vnd.ms-powerpoint']],
]

function candidates(bytes: Buffer): string[] {
  for (const [offset, magic, types] of signatures) {
    if (bytes.toString('hex', offset, offset + magic.length / 2) === magic) return types
  }
  if (bytes.toString('hex', 0, 4) === '504b0304') return officeTypes(bytes)
  return isText(bytes) ? ['text/plain'] : []
}

/** A zip file is a document by the names in it, which stand uncompressed; any other archive is none. */
function officeTypes(bytes: Buffer): string[] {
  if (!bytes.includes('[Content_Types].xml')) return []
  if (bytes.includes('word/')) return [`${office}.wordprocessingml.document`]
  if (bytes.includes('xl/')) return [`${office}.spreadsheetml.sheet`]
  return bytes.includes('ppt/') ? [`${office}.presentationml.presentation`] : []
}

/** No control characters but white space; the encoding may be any. */
function isText(bytes: Buffer): boolean {
  return bytes.length > 0 && bytes.every((byte) => byte >= 0x20 || (byte >= 0x09 && byte <= 0x0d))
}
