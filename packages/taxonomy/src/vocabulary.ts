import { editDistance } from './edit-distance.ts'

/** A known word that an unknown one may stand for, `edits` typing errors away. */
export interface Correction {
  readonly word: string
  readonly edits: number
}

interface Word {
  readonly text: string
  readonly units: Uint8Array
  readonly letters: number
}

const encoder = new TextEncoder()

/** Finds the known words that a mistyped one may stand for. */
export class Vocabulary {
  readonly #byLength = new Map<number, Word[]>()
  readonly #known: ReadonlySet<string>

  constructor(words: ReadonlySet<string>) {
    this.#known = words
    for (const text of words) {
      const units = encoder.encode(text)
      const bucket = this.#byLength.get(units.length) ?? []
      bucket.push({ text, units, letters: letterSet(units) })
      this.#byLength.set(units.length, bucket)
    }
  }

  has(word: string): boolean {
    return this.#known.has(word)
  }

  /** The nearest known words, at most three; one edit for words of 4 to 6 letters, two for longer ones. */
  corrections(word: string): Correction[] {
    const units = encoder.encode(word)
    if (units.length < 4 || units.length > 24) return []
    const bound = units.length < 7 ? 1 : 2
    const letters = letterSet(units)
    const found: Correction[] = []
    for (let length = units.length - bound; length <= units.length + bound; length++) {
      for (const known of this.#byLength.get(length) ?? []) {
        if (bitCount(letters ^ known.letters) > 2 * bound || !sameStart(units, known.units)) continue
        const edits = editDistance(units, { units: known.units, from: 0, to: known.units.length }, bound)
        if (edits <= bound) found.push({ word: known.text, edits })
      }
    }
    const least = Math.min(...found.map((correction) => correction.edits))
    return found.filter((correction) => correction.edits === least).slice(0, 3)
  }
}

/** Errors in the first letter are rare: it must be among the first two of the other. */
function sameStart(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length < 6) return a[0] === b[0]
  return a[0] === b[0] || a[0] === b[1] || a[1] === b[0]
}

function letterSet(units: Uint8Array): number {
  let set = 0
  for (const unit of units) set |= 1 << (unit & 31)
  return set
}

function bitCount(bits: number): number {
  let count = 0
  for (let rest = bits; rest !== 0; rest &= rest - 1) count++
  return count
}
