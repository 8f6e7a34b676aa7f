import type { Position } from '@rolecall/taxonomy/types'
import type { ConversationEvent } from './event.ts'
import type { JobLook } from './look.ts'
import { readClaimedName } from './reading/claimed-name.ts'
import { readExperience } from './reading/experience.ts'
import { readJobCode } from './reading/job-code.ts'
import { readPay, readPeriod } from './reading/pay.ts'
import { commands, type Readings } from './reading/readings.ts'
import { readTimes } from './reading/times.ts'
import { readPlaces, readWorkAndPlace } from './reading/work-and-place.ts'
import type { ConversationState, OptionTitle } from './state.ts'
import { fold, isIn, isSaid, type Words } from './words.ts'

export type InterpretContext = {
  readonly look: JobLook
  readonly words: Words
  readonly operator: { readonly countries: readonly string[] }
  /** Where the person was last, for places of one name. Degrees. */
  readonly near?: Position
}

/** All that a message may mean, in any of the languages; pure. Work and places are looked up where the chat asks for them. */
export const interpret = (
  event: ConversationEvent,
  state: ConversationState | undefined,
  context: InterpretContext,
): Readings => {
  if (event.kind === 'tap') return readTap(event.id, event.title, state, context)
  if (event.kind !== 'text') return nothing('')
  return readText(event.text.slice(0, 4096), state, context)
}

const nothing = (text: string): Readings => ({
  text,
  greeting: false,
  skip: false,
  any: false,
  work: [],
  places: [],
  distress: false,
  money: false,
})

const readTap = (
  id: string,
  title: string,
  state: ConversationState | undefined,
  { words }: InterpretContext,
): Readings => {
  const command = commands.find((name) => id === `cmd.${name}`) ?? commandOf(fold(title), words)
  const isOffered = state?.options.some((option) => option.id === id) ?? false
  const isCommand = id.startsWith('cmd.') || (!isOffered && !id.includes('.'))
  return {
    ...nothing(title),
    ...(isCommand && command !== undefined ? { command } : {}),
    ...(isOffered ? { choice: id } : { oldTap: id }),
  }
}

const readText = (text: string, state: ConversationState | undefined, context: InterpretContext): Readings => {
  const { words, look } = context
  const folded = fold(text)
  const choice = choiceOf(folded, state, context)
  const command = commandOf(folded, words)
  const yesNo = isSaid(words, 'yes', folded) ? 'yes' : isSaid(words, 'no', folded) ? 'no' : undefined
  const pay = readPay(text, words)
  const period = readPeriod(text, words)
  const experience = readExperience(text, words)
  const times = readTimes(text, words)
  const claimedName = readClaimedName(text, words)
  const writtenIn = languageOf(folded, words)
  const languageNamed = namedLanguage(folded, words)
  return {
    text,
    ...(choice === undefined ? {} : { choice }),
    ...(command === undefined ? {} : { command }),
    ...(yesNo === undefined ? {} : { yesNo }),
    ...(pay === undefined ? {} : { pay }),
    ...(period === undefined ? {} : { period }),
    ...(experience === undefined ? {} : { experience }),
    ...(times === undefined ? {} : { times }),
    ...(claimedName === undefined ? {} : { claimedName }),
    ...(writtenIn === undefined ? {} : { writtenIn }),
    ...(languageNamed === undefined ? {} : { languageNamed }),
    ...readJobCode(text, look),
    ...readWhereAsked(text, state, context),
    greeting: isSaid(words, 'hello', folded),
    skip: isSaid(words, 'skip', folded),
    any: isSaid(words, 'any', folded),
    distress: isIn(words, 'distress', folded),
    money: isIn(words, 'money', folded),
  }
}

const commandOf = (folded: string, words: Words) => commands.find((name) => isSaid(words, name, folded))

/** A number or the typed label of what is on offer counts as the tap. */
const choiceOf = (
  folded: string,
  state: ConversationState | undefined,
  { words, look }: InterpretContext,
): string | undefined => {
  const options = state?.options ?? []
  if (/^\d{1,2}$/.test(folded)) return options[Number(folded) - 1]?.id
  return options.find(({ title }) => labelsOf(title, words, look).includes(folded))?.id
}

const labelsOf = (title: OptionTitle, words: Words, look: JobLook): readonly string[] => {
  if ('plain' in title) return [fold(title.plain)]
  if ('key' in title) return words.titles[title.key] ?? []
  return Object.values(look.taxonomy.occupation(title.occupation)?.labels ?? {}).map(fold)
}

const readWhereAsked = (
  text: string,
  state: ConversationState | undefined,
  { look, words, operator, near }: InterpretContext,
): Pick<Readings, 'work' | 'places'> => {
  const around = { look, words, countries: operator.countries, ...(near === undefined ? {} : { near }) }
  const question = askedNow(state)
  if (question === 'work') return readWorkAndPlace(text, around)
  if (question === 'place') return { work: [], places: readPlaces(text, around) }
  return { work: [], places: [] }
}

const askedNow = (state: ConversationState | undefined): string | undefined => {
  switch (state?.mode.kind) {
    case 'asking':
    case 'choosing':
      return state.mode.question
    case 'confirming':
      return state.mode.work.length > 0 ? 'work' : 'place'
    default:
      return undefined
  }
}

/** The language whose words a text holds more of than any other's. */
const languageOf = (folded: string, words: Words): string | undefined => {
  const found = ['hello', 'marker'].flatMap((name) => words.said[name] ?? [])
  const counts = new Map<string, number>()
  for (const { language, words: said } of found) {
    const hits = said.filter((word) => ` ${folded} `.includes(` ${word} `)).length
    counts.set(language, (counts.get(language) ?? 0) + hits)
  }
  const [first, second] = [...counts].sort(([, a], [, b]) => b - a)
  return first !== undefined && first[1] > (second?.[1] ?? 0) ? first[0] : undefined
}

const namedLanguage = (folded: string, words: Words): string | undefined =>
  (words.said['language-name'] ?? []).find(
    ({ language, words: names }) => names.includes(folded) || language === folded,
  )?.language
