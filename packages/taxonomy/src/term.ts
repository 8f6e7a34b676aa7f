/** A phrase in a language that names the thing with `id`. */
export interface Term {
  readonly id: string
  readonly language: string
  readonly text: string
  readonly label: boolean
}

/** A term with its words, folded: they are taken apart once for all that is built of them. */
export interface WordedTerm extends Term {
  readonly words: readonly string[]
}

export interface TermReading {
  readonly id: string
  readonly confidence: number
  readonly matched: string
  /** Where in the text, in UTF-16 units. */
  readonly start: number
  readonly end: number
}
