import type { Taxonomy } from '@rolecall/taxonomy/types'
import type { HeldFact } from '../held-answers.ts'
import { fold, isIn, synonyms, type Words } from '../words.ts'
import { languageCalled, levelIn, licenceIn, skillIn, withoutWords } from './things.ts'

type Around = {
  readonly words: Words
  readonly look: { readonly taxonomy: Pick<Taxonomy, 'findSkills'> }
  /** ISO 3166-1 alpha-2: where the operator works. */
  readonly countries: readonly string[]
}

/** `unread`: what is none of these, as it was written; what somebody says that they do not have is among it. */
export type HeldReading = { readonly things: readonly HeldFact[]; readonly unread: readonly string[] }

/** Nobody has more at once; looking for more would keep others waiting. */
const mostPieces = 40
const mostParts = 10

/** `first aid, good English`: papers, languages, work permits and skills that a person says they have. */
export const readHeld = (text: string, around: Around): HeldReading => {
  const pieces = text
    .split(/[,;|\n•]/)
    .map((piece) => piece.trim())
    .filter((piece) => fold(piece) !== '')
  const readings = pieces.slice(0, mostPieces).map((piece) => readPiece(piece, around))
  return {
    things: readings.flatMap(({ things }) => things),
    unread: [...readings.flatMap(({ unread }) => unread), ...pieces.slice(mostPieces)],
  }
}

/** `English and French` are two; `grilling and roasting`, which is one name as a whole, is not. */
const readPiece = (piece: string, around: Around): HeldReading => {
  if (isIn(around.words, 'without', fold(piece))) return { things: [], unread: [piece] }
  const whole = readThing(piece, around)
  const parts = partsOf(piece, around.words)
  if (whole?.isAll !== true && parts.length > 1 && parts.length <= mostParts) {
    const read = parts.map((part) => readThing(part, around)?.fact)
    const things = read.filter((fact) => fact !== undefined)
    if (things.length > 0) return { things, unread: parts.filter((_, at) => read[at] === undefined) }
  }
  return whole === undefined ? { things: [], unread: [piece] } : { things: [whole.fact], unread: [] }
}

/** As they were written, what stands between words like `and`. */
const partsOf = (piece: string, words: Words): readonly string[] => {
  const between = new Set(synonyms(words, 'and'))
  const parts: string[] = []
  let from = 0
  for (const { 0: word, index } of piece.matchAll(/[\p{L}\p{N}\p{M}'’]+/gu)) {
    if (!between.has(fold(word))) continue
    parts.push(piece.slice(from, index))
    from = index + word.length
  }
  return [...parts, piece.slice(from)].map((part) => part.trim()).filter((part) => fold(part) !== '')
}

/** `isAll`: no word of the text is left over. */
type Thing = { readonly fact: HeldFact; readonly isAll: boolean }

const readThing = (text: string, { words, look, countries }: Around): Thing | undefined => {
  const [folded, having] = [fold(text), synonyms(words, 'i-have')]
  const { name, level } = levelIn(folded, words)
  const language = languageCalled(withoutWords(name, having), words)
  if (language !== undefined) return { fact: { type: 'language', value: language, level }, isAll: true }
  if (isIn(words, 'work-permit', folded)) return readPermit(folded, words, countries)
  const bare = withoutWords(folded, having)
  const isAll = (all: string) => all === folded || all === bare
  const licence = licenceIn(folded, words)
  if (licence !== undefined)
    return { fact: { type: 'licence', value: licence }, isAll: synonyms(words, `licence.${licence}`).some(isAll) }
  const skill = skillIn(folded, look.taxonomy)
  return skill && { fact: { type: 'skill', value: skill.id }, isAll: isAll(fold(skill.matched)) }
}

/** Of the country that is named, or of the only one that the operator works in. */
const readPermit = (folded: string, words: Words, countries: readonly string[]): Thing | undefined => {
  const named = withoutWords(withoutWords(folded, synonyms(words, 'work-permit')), synonyms(words, 'i-have'))
  const [only, ...others] = countries
  const country =
    named === ''
      ? others.length === 0
        ? only
        : undefined
      : countries.find((code) => Object.keys(words.names).some((tag) => countryName(tag, code) === named))
  return country === undefined ? undefined : { fact: { type: 'country', value: country }, isAll: true }
}

const countryName = (language: string, code: string): string =>
  fold(new Intl.DisplayNames(language, { type: 'region' }).of(code) ?? code)
