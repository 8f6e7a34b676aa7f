import { mustKinds } from './job-record.ts'
import { listsOf, person } from './person-record.ts'
import type { Terms } from './terms.ts'

/**
 * Sixteen bits for what musts ask of papers and languages. Several papers share a bit, so that one which is there says
 * nothing; one which is not there says that none of them is held.
 */
const paperBits = 10
const languageBits = 6

const paperMark = (paper: number): number => 1 << (paper % paperBits)

/** `spoken`: the language and its level, as a record has them. */
const languageMark = (spoken: number): number => 1 << (paperBits + (((spoken >> 2) * 3 + (spoken & 3)) % languageBits))

/** What someone has; a language in every level up to theirs. */
export const marksOf = (words: Int32Array, offset: number): number => {
  const counts = words[offset + person.counts] ?? 0
  const languages = listsOf(words[offset] ?? 0, offset) + (counts & 0xff)
  const papers = languages + ((counts >> 8) & 0xff)
  let marks = 0
  for (let index = languages; index < papers; index += 1) {
    const spoken = words[index] ?? 0
    for (let level = 0; level <= (spoken & 3); level += 1) marks |= languageMark((spoken & ~3) | level)
  }
  for (let index = papers; index < papers + ((counts >> 16) & 0xff); index += 1) {
    const word = words[index] ?? 0
    if ((word & 1) === 1) marks |= paperMark(word >> 1)
  }
  return marks
}

/** What a full fit has for a job. */
export const marksNeeded = ({ words, firstMust, musts }: Terms): number => {
  let marks = 0
  for (let index = firstMust; index < firstMust + 2 * musts; index += 2) {
    const what = words[index] ?? 0
    const asked = words[index + 1] ?? 0
    if ((what & 0xf) === mustKinds.paper) marks |= paperMark(asked)
    else if ((what & 0xf) === mustKinds.language) marks |= languageMark((asked << 2) | (what >> 16))
  }
  return marks
}
