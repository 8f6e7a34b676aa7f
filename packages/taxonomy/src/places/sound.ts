const space = 32
const letterH = 104

/** Letters that stand for one another, by character code. */
const alike = new Uint8Array(128).map((_, code) => code)
for (const [letter, other] of ['ck', 'qk', 'zs', 'vb', 'wu', 'yi', 'ji', 'xs']) alike[code(letter)] = code(other)

/**
 * How a folded name sounds, roughly, as a 32-bit hash: `tikka` and `thika` are alike. Doubled letters count once, spaces
 * and `h` after another letter not at all, and letters that people swap are one. Only for ASCII.
 */
export function soundHash(units: Uint8Array, from: number, to: number): number {
  let hash = 0x811c9dc5
  let last = 0
  for (let at = from; at < to; at++) {
    const unit = units[at] ?? 0
    const sound = alike[unit] ?? unit
    if (unit === space || sound === last || (unit === letterH && last !== 0)) continue
    hash = Math.imul(hash ^ sound, 0x01000193)
    last = sound
  }
  return hash >>> 0
}

export function isAscii(units: Uint8Array, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if ((units[at] ?? 0) > 127) return false
  return true
}

function code(letter: string | undefined): number {
  return letter?.charCodeAt(0) ?? 0
}
