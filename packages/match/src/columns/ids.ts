/**
 * An id as bytes whose order is the order of the strings: each unit of UTF-16 as UTF-8 writes a code point. Ids are plain
 * ASCII in practice, so a byte a letter.
 */
export const bytesOf = (id: string): readonly number[] => {
  const bytes: number[] = []
  for (let index = 0; index < id.length; index += 1) {
    const unit = id.charCodeAt(index)
    if (unit < 0x80) bytes.push(unit)
    else if (unit < 0x800) bytes.push(0xc0 | (unit >> 6), 0x80 | (unit & 0x3f))
    else bytes.push(0xe0 | (unit >> 12), 0x80 | ((unit >> 6) & 0x3f), 0x80 | (unit & 0x3f))
  }
  return bytes
}

export const stringOf = (bytes: Uint8Array, from: number, to: number): string => {
  if (to - from <= mostAtOnce && isAscii(bytes, from, to))
    return Reflect.apply(String.fromCharCode, undefined, bytes.subarray(from, to))
  let text = ''
  let index = from
  while (index < to) {
    const first = bytes[index] ?? 0
    const length = first < 0x80 ? 1 : first < 0xe0 ? 2 : 3
    let unit = length === 1 ? first : first & (length === 2 ? 0x1f : 0x0f)
    for (let next = index + 1; next < index + length; next += 1) unit = (unit << 6) | ((bytes[next] ?? 0) & 0x3f)
    text += String.fromCharCode(unit)
    index += length
  }
  return text
}

/** As arguments of a call. */
const mostAtOnce = 1000

const isAscii = (bytes: Uint8Array, from: number, to: number): boolean => {
  for (let index = from; index < to; index += 1) if ((bytes[index] ?? 0) >= 0x80) return false
  return true
}

/** FNV-1a, 32 bits, of a part of the bytes, mixed once more so that its low bits can choose a slot. */
export const hashOf = (bytes: ArrayLike<number>, from: number, to: number): number => {
  let value = 0x811c9dc5
  for (let index = from; index < to; index += 1) value = Math.imul(value ^ (bytes[index] ?? 0), 0x01000193)
  value = Math.imul(value ^ (value >>> 15), 0x2c1b3c6d)
  return (value ^ (value >>> 13)) >>> 0
}
