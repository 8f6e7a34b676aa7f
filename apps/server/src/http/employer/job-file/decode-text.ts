/** The text of a file that a spreadsheet wrote, or why it is none. */
export type Decoded =
  | { readonly text: string }
  | {
      /** `workbook`: a file of Excel's or LibreOffice's own. */
      readonly isNo: 'workbook' | 'text'
    }

/** ZIP, as xlsx and ods are, and the compound file that xls is. */
const workbooks = [
  [0x50, 0x4b, 0x03, 0x04],
  [0xd0, 0xcf, 0x11, 0xe0],
] as const

/**
 * UTF-8 or UTF-16 by its mark, UTF-16 without one by its zeros, UTF-8 where it is that; else Windows-1252, as Excel writes
 * "CSV" in the west.
 */
export const decodeText = (bytes: Uint8Array): Decoded => {
  if (workbooks.some((start) => start.every((byte, at) => bytes[at] === byte))) return { isNo: 'workbook' }
  const text = decode(bytes)
  return text === undefined || hasControls(text) ? { isNo: 'text' } : { text }
}

const decode = (bytes: Uint8Array): string | undefined => {
  const [first, second] = bytes
  if (first === 0xff && second === 0xfe) return strictly('utf-16le', bytes)
  if (first === 0xfe && second === 0xff) return strictly('utf-16be', bytes)
  const zeros = zerosAt(bytes)
  if (zeros.odd > bytes.length / 8 && zeros.even === 0) return strictly('utf-16le', bytes)
  if (zeros.even > bytes.length / 8 && zeros.odd === 0) return strictly('utf-16be', bytes)
  return strictly('utf-8', bytes) ?? strictly('windows-1252', bytes)
}

/** Without its byte order mark; undefined where the bytes are no text of this encoding. */
const strictly = (encoding: string, bytes: Uint8Array): string | undefined => {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch (error) {
    if (error instanceof TypeError) return undefined
    throw error
  }
}

const zerosAt = (bytes: Uint8Array): { readonly even: number; readonly odd: number } => {
  const counts = [0, 0]
  for (const [at, byte] of bytes.subarray(0, 4096).entries()) if (byte === 0) counts[at % 2] = (counts[at % 2] ?? 0) + 1
  return { even: counts[0] ?? 0, odd: counts[1] ?? 0 }
}

/** Control characters that no text holds, a byte of nothing above all; tabs and ends of lines are none of them. */
const hasControls = (text: string): boolean => {
  for (let at = 0; at < text.length; at += 1) if (odd.has(text.charCodeAt(at))) return true
  return false
}
const odd: ReadonlySet<number> = new Set(
  Array.from({ length: 32 }, (_, code) => code).filter((code) => ![9, 10, 11, 12, 13].includes(code)),
)
