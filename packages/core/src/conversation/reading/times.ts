import { Day, DayPart, type WorkTimes } from '@rolecall/contract/times'
import { fold, isIn, isSaid, synonyms, type Words } from '../words.ts'

const week: readonly Day[] = Day.options
const weekdays: readonly Day[] = week.slice(0, 5)
const weekend: readonly Day[] = week.slice(5)
const awake: readonly DayPart[] = ['morning', 'afternoon', 'evening']

/** When someone can work, from an option of the questionnaire. */
export const timesOfOption = (option: string): WorkTimes => {
  const [days, parts] = optionTimes[option] ?? [week, DayPart.options]
  return { days: [...days], parts: [...parts] }
}

const optionTimes: Readonly<Record<string, readonly [readonly Day[], readonly DayPart[]]>> = {
  weekdays: [weekdays, ['morning', 'afternoon']],
  'six-days': [week.slice(0, 6), ['morning', 'afternoon']],
  'weekdays-mornings': [weekdays, ['morning']],
  'weekdays-afternoons': [weekdays, ['afternoon']],
  weekends: [weekend, awake],
  evenings: [week, ['evening']],
  nights: [week, ['night']],
}

/** Times in free words: `weekends`, `mon to fri mornings`, `de lunes a viernes`, `every day but sunday`. */
export const readTimes = (text: string, words: Words): WorkTimes | undefined => {
  const folded = fold(text)
  if (['any', 'any-time'].some((name) => isSaid(words, name, folded))) return timesOfOption('any')
  const [said = '', but = ''] = splitAtExcept(text, words)
  const without = daysIn(but, words)
  const parts = partsIn(said, words)
  const named = daysIn(said, words)
  const anyTime = isIn(words, 'any-time', fold(said))
  if (named.length + parts.length + without.length === 0 && !anyTime) return undefined
  const days = (named.length === 0 ? week : named).filter((day) => !without.includes(day))
  const shown = parts.length > 0 ? parts : anyTime ? DayPart.options : awake
  return days.length === 0 ? undefined : { days: [...days], parts: [...shown] }
}

/** The parts of the day that a text names. Longer names first, so that `tarde noche` is neither an afternoon nor a night. */
export const partsIn = (text: string, words: Words): readonly DayPart[] => {
  const names = DayPart.options
    .flatMap((part) => synonyms(words, `part.${part}`).map((name) => ({ part, name: ` ${name} ` })))
    .toSorted((a, b) => b.name.length - a.name.length)
  let rest = ` ${fold(text)} `
  const found = new Set<DayPart>()
  for (const { part, name } of names) {
    if (!rest.includes(name)) continue
    found.add(part)
    rest = rest.replaceAll(name, '  ')
  }
  return DayPart.options.filter((part) => found.has(part))
}

const splitAtExcept = (text: string, words: Words): readonly string[] => {
  const spaced = ` ${withRanges(text)} `
  const word = synonyms(words, 'except').find((except) => spaced.includes(` ${except} `))
  return word === undefined ? [text] : spaced.split(` ${word} `, 2)
}

/** Folded, with a dash between words kept as `~`. */
const withRanges = (text: string): string =>
  text
    .split(/[-–—~]/)
    .map(fold)
    .join(' ~ ')

const daysIn = (text: string, words: Words): readonly Day[] => {
  const folded = fold(text)
  if (isIn(words, 'days.every', folded)) return week
  const found = new Set<Day>()
  if (isIn(words, 'days.weekend', folded)) for (const day of weekend) found.add(day)
  if (isIn(words, 'days.week', folded)) for (const day of weekdays) found.add(day)
  const tokens = withRanges(text).split(' ')
  for (const [at, token] of tokens.entries()) {
    const day = dayOf(token, words)
    if (day === undefined) continue
    found.add(day)
    const end = isRange(tokens[at + 1], words) ? dayOf(tokens[at + 2], words) : undefined
    if (end !== undefined) for (const between of rangeOf(day, end)) found.add(between)
  }
  return week.filter((day) => found.has(day))
}

const dayOf = (token: string | undefined, words: Words): Day | undefined =>
  token === undefined ? undefined : week.find((day) => isSaid(words, `day.${day}`, token))

const isRange = (token: string | undefined, words: Words): boolean =>
  token === '~' || (token !== undefined && isSaid(words, 'to', token))

/** From one day to another, over the end of the week where need be. */
const rangeOf = (from: Day, to: Day): readonly Day[] => {
  const start = week.indexOf(from)
  const length = ((week.indexOf(to) - start + 7) % 7) + 1
  return Array.from({ length }, (_, at) => week[(start + at) % 7] ?? from)
}
