import { fold, type Token, tokenise } from './fold.ts'
import { stopWords } from './stop-words.ts'
import type { FindPlaceOptions, Gazetteer, OccupationReading, PlaceReading, Taxonomy } from './types.ts'

export interface ReadOptions extends FindPlaceOptions {
  /** Languages that the person writes in, likeliest first. */
  readonly languages?: readonly string[]
}

export interface WorkAndPlace {
  readonly occupations: OccupationReading[]
  /** Readings of one place, likeliest first; empty when the text names none. */
  readonly places: PlaceReading[]
}

/** A part of the text that names a place, with the word before it that says so. */
interface PlaceSpan {
  readonly from: number
  readonly to: number
  readonly places: PlaceReading[]
}

interface Looked {
  readonly text: string
  readonly tokens: readonly Token[]
  readonly taxonomy: Taxonomy
  readonly gazetteer: Gazetteer
  readonly options: ReadOptions
}

const markers = new Set('near in at around nearby close cerca en por alrededor vivo live'.split(' '))
const afterMarker = new Set('to by de del a in en of the'.split(' '))
const articles = new Set(['la', 'el', 'los', 'las', 'the'])
const boundaries = new Set(
  'or and o u y e with con for para as como but pero i yo near in at cerca en por from desde'.split(' '),
)
/** Where work is done, not where on the map; some are names of small places too. */
const kindsOfPlace = new Set(
  `casa casas hotel restaurant restaurante home house school escuela hospital oficina office fabrica factory farm granja
  campo cocina kitchen tienda shop store warehouse almacen bodega obra bar cafe night morning noche manana tarde general
  mexicano tiempo completo ventas centro town city ciudad area rancho church iglesia taller empresa`
    .trim()
    .split(/\s+/),
)
const longestName = 5

/**
 * Reads "cook or waiter near Thika": the occupations that a text names, and the place, which is looked for after words
 * like `near`, `in`, `cerca de`, `en`, else among the words that name no occupation, else in the whole text.
 */
export function readWorkAndPlace(
  text: string,
  taxonomy: Taxonomy,
  gazetteer: Gazetteer,
  options: ReadOptions = {},
): WorkAndPlace {
  const looked = { text, tokens: tokenise(text).slice(0, 60), taxonomy, gazetteer, options }
  const span = placeAfterMarker(looked) ?? placeAmongOtherWords(looked)
  const rest = span ? `${text.slice(0, span.from)} ${text.slice(span.to)}` : text
  const occupations = taxonomy.findOccupations(rest, options)
  if (span) return { occupations, places: span.places }
  const isOnlyPlace = occupations.length === 0 && looked.tokens.length <= longestName
  return { occupations, places: isOnlyPlace && !isKnownWord(looked, text) ? gazetteer.find(text, options) : [] }
}

function placeAfterMarker(looked: Looked): PlaceSpan | undefined {
  let best: PlaceSpan | undefined
  for (const [at, token] of looked.tokens.entries()) {
    if (!markers.has(token.text)) continue
    let first = at + 1
    while (afterMarker.has(looked.tokens[first]?.text ?? '')) first++
    const found = placeFrom(looked, first, 0.6)
    if (found && sureness(found) >= sureness(best)) best = { ...found, from: token.start }
  }
  return best
}

function placeAmongOtherWords(looked: Looked): PlaceSpan | undefined {
  const work = looked.taxonomy.findOccupations(looked.text, { ...looked.options, limit: 10 })
  if (!work.some((reading) => reading.confidence >= 0.6)) return undefined
  const named = new Set(work.flatMap((reading) => tokenise(reading.matched).map((token) => token.text)))
  for (const [at, token] of looked.tokens.entries()) {
    if (token.text.length < 3 || named.has(token.text) || boundaries.has(token.text)) continue
    const found = placeFrom(looked, at, 0.75)
    if (found && isLikely(looked, found)) return found
  }
  return undefined
}

/** Without a word like `near` before it, only a sizable place is meant, and only its right name outside likely countries. */
function isLikely({ options }: Looked, { places: [first] }: PlaceSpan): boolean {
  if (!first) return false
  const isNear = options.country?.includes(first.place.country) ?? false
  return first.population >= 20_000 && (isNear || first.confidence >= 0.95)
}

/** The longest name that starts with the token at `first` and is a place for certain, else the surest one. */
function placeFrom(looked: Looked, first: number, leastConfidence: number): PlaceSpan | undefined {
  const starts = articles.has(looked.tokens[first]?.text ?? '') ? [first, first + 1] : [first]
  let best: PlaceSpan | undefined
  for (let end = lastOfName(looked, first); end > first; end--) {
    for (const start of starts) {
      const found = start < end ? placeNamed(looked, start, end) : undefined
      if (sureness(found) >= leastConfidence && sureness(found) > sureness(best)) best = found
    }
    if (sureness(best) >= 0.75) return best
  }
  return best
}

function placeNamed({ text, tokens, ...looked }: Looked, first: number, end: number): PlaceSpan | undefined {
  const [from, to] = [tokens[first]?.start ?? 0, tokens[end - 1]?.end ?? 0]
  const name = text.slice(from, to)
  return isKnownWord(looked, name) ? undefined : { from, to, places: looked.gazetteer.find(name, looked.options) }
}

function lastOfName({ text, tokens }: Looked, first: number): number {
  let end = first
  while (end < Math.min(tokens.length, first + longestName)) {
    const token = tokens[end]
    const before = tokens[end - 1]
    if (!token || (end > first && boundaries.has(token.text))) break
    if (end > first && before && /[.;!?\n]/.test(text.slice(before.end, token.start))) break
    end++
  }
  return end
}

function isKnownWord({ taxonomy, options }: Pick<Looked, 'taxonomy' | 'options'>, name: string): boolean {
  const words = fold(name).split(' ')
  if (words.every((word) => stopWords.has(word) || kindsOfPlace.has(word))) return true
  return taxonomy.findOccupations(name, options).some((reading) => reading.confidence >= 0.95)
}

function sureness(span: PlaceSpan | undefined): number {
  return span?.places[0]?.confidence ?? 0
}
