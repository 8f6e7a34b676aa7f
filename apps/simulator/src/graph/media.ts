import { createHash } from 'node:crypto'
import type { MediaKind } from '../world/types.ts'

export interface MediaBytes {
  readonly bytes: Buffer
  readonly mimeType: string
  readonly filename?: string
}

/** The smallest real thing of each kind: programs that read the bytes accept them. */
export const mediaBytes = (kind: MediaKind): MediaBytes => {
  switch (kind) {
    case 'voice':
    case 'audio':
      return { bytes: oggOpus(), mimeType: 'audio/ogg; codecs=opus' }
    case 'document':
      return { bytes: pdf('Certificate of work (simulated)'), mimeType: 'application/pdf', filename: 'certificate.pdf' }
    case 'image':
      return { bytes: Buffer.from(png, 'base64'), mimeType: 'image/png' }
    case 'sticker':
      return { bytes: Buffer.from(webp, 'base64'), mimeType: 'image/webp' }
    default:
      return kind satisfies never
  }
}

export const sha256 = (bytes: Buffer, encoding: 'hex' | 'base64'): string =>
  createHash('sha256').update(bytes).digest(encoding)

// One pixel each.
const png = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='
const webp = 'UklGRiQAAABXRUJQVlA4IBgAAAAwAQCdASoBAAEAAgA0JaQAA3AA/vuUAAA='

/** Two header pages and a page with one silent Opus frame of 20 ms (RFC 7845). */
const oggOpus = (): Buffer => {
  const head = Buffer.from('OpusHead\x01\x01\x38\x01\x80\xbb\x00\x00\x00\x00\x00', 'latin1')
  const tags = Buffer.from('OpusTags\x09\x00\x00\x00simulator\x00\x00\x00\x00', 'latin1')
  const frame = Buffer.from([0xf8, 0xff, 0xfe])
  return Buffer.concat([oggPage(head, 0, 2, 0n), oggPage(tags, 1, 0, 0n), oggPage(frame, 2, 4, 960n + 312n)])
}

const oggPage = (payload: Buffer, sequence: number, flags: number, granule: bigint): Buffer => {
  const header = Buffer.alloc(28)
  header.write('OggS')
  header[5] = flags
  header.writeBigInt64LE(granule, 6)
  header.writeUInt32LE(0x5157, 14)
  header.writeUInt32LE(sequence, 18)
  header[26] = 1
  header[27] = payload.length
  const page = Buffer.concat([header, payload])
  page.writeUInt32LE(oggChecksum(page), 22)
  return page
}

// CRC-32 with polynomial 04c11db7, neither reflected nor inverted, over the page with a checksum of 0.
const oggChecksum = (page: Buffer): number => {
  let crc = 0
  for (const byte of page) {
    crc ^= byte << 24
    for (let bit = 0; bit < 8; bit++) crc = crc < 0 ? (crc << 1) ^ 0x04c11db7 : crc << 1
  }
  return crc >>> 0
}

const pdf = (line: string): Buffer => {
  const content = `BT /F1 18 Tf 40 120 Td (${line.replace(/[()\\]/g, '')}) Tj ET`
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 420 200] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ]
  let text = '%PDF-1.4\n'
  const offsets = objects.map((object, index) => {
    const offset = text.length
    text += `${index + 1} 0 obj\n${object}\nendobj\n`
    return `${`${offset}`.padStart(10, '0')} 00000 n \n`
  })
  const start = text.length
  text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.join('')}`
  text += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`
  return Buffer.from(text, 'latin1')
}
