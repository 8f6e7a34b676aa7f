/** FNV-1a of 32 bits over the UTF-16 units of `text` from `from` up to `to`. */
export function fnv1a(text: string, from = 0, to = text.length): number {
  let value = 0x811c9dc5
  for (let at = from; at < to; at++) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193)
  return value >>> 0
}
