import type { Profile } from '@rolecall/contract/profile'
import type { Requirement } from '@rolecall/contract/requirement'
import { positionOf, stepsPerDegree } from '../geo.ts'
import type { PersonRow } from '../rows.ts'
import * as code from './codes.ts'
import type { Dictionaries } from './dictionary.ts'
import { manySkills } from './skill-set.ts'
import { pushDouble, readDouble } from './words.ts'

/**
 * A person as whole numbers, all that an explanation reads: 0 flags, 1 how many works, languages, papers and skills follow
 * (a byte each), 2 and 3 the position in steps, 4 the reach in metres, then the pay wanted where it was said (its currency
 * and period, its amount), then the lists. What they said in words and the name of their town stay with the caller.
 */
export const person = { flags: 0, counts: 1, latitude: 2, longitude: 3, reach: 4, rest: 5 } as const

export const encodePerson = ({ profile, active, alerts }: PersonRow, dictionaries: Dictionaries): Int32Array => {
  const position = positionOf(profile.place)
  const { work, languages, licences, workPermits, skills } = profile
  const papers = licences.length + workPermits.length
  const words = [
    flagsOf(profile) | (active ? code.activeBit : 0) | (alerts ? code.alertsBit : 0),
    work.length | (languages.length << 8) | (papers << 16) | (skills.length << 24),
    Math.round((position?.latitude ?? 0) * stepsPerDegree),
    Math.round((position?.longitude ?? 0) * stepsPerDegree),
    Math.round(profile.reachKm * 1000),
  ]
  if (profile.pay !== undefined) pushPay(words, profile.pay, dictionaries)
  for (const { occupation, experience } of work)
    words.push((dictionaries.occupations.number(occupation) << 2) | code.experiences.indexOf(experience))
  for (const { language, level } of languages)
    words.push((dictionaries.languages.number(language) << 2) | code.levels.indexOf(level))
  for (const { licence, held } of licences)
    words.push((dictionaries.papers.number(`licence:${licence}`) << 1) | (held ? 1 : 0))
  for (const { country, held } of workPermits)
    words.push((dictionaries.papers.number(`permit:${country}`) << 1) | (held ? 1 : 0))
  for (const skill of skills) words.push(dictionaries.skills.number(skill))
  return Int32Array.from(words)
}

const flagsOf = ({ times, place, remote, pay, employmentTypes, work, skills }: Profile): number =>
  (work.reduce((longest, { experience }) => Math.max(longest, code.experiences.indexOf(experience)), 0) <<
    code.experienceShift) |
  (Math.min(manySkills, skills.length) << code.skillsShift) |
  (times === undefined
    ? 0
    : code.timesSaid |
      code.maskOf(times.days, code.days) |
      (code.maskOf(times.parts, code.dayParts) << code.partsShift)) |
  (code.maskOf(employmentTypes ?? [], code.employments) << code.employmentShift) |
  (remote === false ? code.remoteBit : 0) |
  (positionOf(place) === undefined ? 0 : code.placedBit) |
  (pay === undefined ? 0 : code.payBit | (pay.amount > 0x7fffffff ? code.longPayBit : 0))

const pushPay = (words: number[], pay: NonNullable<Profile['pay']>, { currencies }: Dictionaries): void => {
  words.push((currencies.number(pay.currency) << 3) | code.periods.indexOf(pay.period))
  if (pay.amount > 0x7fffffff) pushDouble(words, pay.amount)
  else words.push(pay.amount)
}

/** The amount wanted in minor units, of a record whose flags say that it has one. */
export const amountOf = (words: Int32Array, offset: number): number => {
  const start = offset + person.rest + 1
  return ((words[offset] ?? 0) & code.longPayBit) !== 0 ? readDouble(words, start) : (words[start] ?? 0)
}

/** Where the lists of a record begin. */
export const listsOf = (flags: number, offset: number): number =>
  offset + person.rest + ((flags & code.payBit) === 0 ? 0 : (flags & code.longPayBit) === 0 ? 2 : 3)

/** The person of a record, without what only they themselves read. */
export const decodePerson = (
  words: Int32Array,
  offset: number,
  { id, dictionaries }: { readonly id: string; readonly dictionaries: Dictionaries },
): PersonRow => {
  const flags = words[offset] ?? 0
  const counts = words[offset + person.counts] ?? 0
  const works = listsOf(flags, offset)
  const languages = works + (counts & 0xff)
  const papers = languages + ((counts >> 8) & 0xff)
  const skills = papers + ((counts >> 16) & 0xff)
  const profile: Profile = {
    ...saidOf(words, offset, dictionaries),
    reachKm: (words[offset + person.reach] ?? 0) / 1000,
    work: [],
    languages: [],
    licences: [],
    workPermits: [],
    skills: [],
  }
  for (let index = works; index < languages; index += 1) profile.work.push(workOf(words[index] ?? 0, dictionaries))
  for (let index = languages; index < papers; index += 1)
    profile.languages.push(languageOf(words[index] ?? 0, dictionaries))
  for (let index = papers; index < skills; index += 1) addPaper(profile, words[index] ?? 0, dictionaries)
  for (let index = skills; index < skills + (counts >>> 24); index += 1)
    profile.skills.push(dictionaries.skills.word(words[index] ?? 0))
  return { id, active: (flags & code.activeBit) !== 0, alerts: (flags & code.alertsBit) !== 0, profile }
}

type Licence = Extract<Requirement, { kind: 'licence' }>['licence']

const addPaper = ({ licences, workPermits }: Profile, word: number, { papers }: Dictionaries): void => {
  const paper = papers.word(word >> 1)
  const held = (word & 1) === 1
  const name = paper.slice(paper.indexOf(':') + 1)
  if (paper.startsWith('licence:')) licences.push({ licence: licenceOf(name), held })
  else workPermits.push({ country: name, held })
}

/** The parser of a record: what stands in the dictionary came from a profile. */
const licenceOf = (name: string): Licence => name as Licence

const languageOf = (word: number, { languages }: Dictionaries): Profile['languages'][number] => ({
  language: languages.word(word >> 2),
  level: code.levels[word & 3] ?? 'basic',
})

const workOf = (word: number, { occupations }: Dictionaries): Profile['work'][number] => {
  const experience = code.experiences[word & 3]
  return { occupation: occupations.word(word >> 2), said: '', ...(experience === undefined ? {} : { experience }) }
}

/** The parts of a profile that are there only when they were said. */
const saidOf = (words: Int32Array, offset: number, { currencies }: Dictionaries) => {
  const flags = words[offset] ?? 0
  const employment = code.namesOf(flags >> code.employmentShift, code.employments)
  const payKey = words[offset + person.rest] ?? 0
  return {
    ...((flags & code.timesSaid) === 0
      ? {}
      : {
          times: { days: code.namesOf(flags, code.days), parts: code.namesOf(flags >> code.partsShift, code.dayParts) },
        }),
    ...(employment.length === 0 ? {} : { employmentTypes: employment }),
    ...((flags & code.remoteBit) === 0 ? {} : { remote: false }),
    ...((flags & code.placedBit) === 0 ? {} : { place: placeOf(words, offset) }),
    ...((flags & code.payBit) === 0
      ? {}
      : {
          pay: {
            amount: amountOf(words, offset),
            currency: currencies.word(payKey >> 3),
            period: code.periods[payKey & 7] ?? 'hour',
          },
        }),
  }
}

const placeOf = (words: Int32Array, offset: number) => ({
  label: '',
  latitude: (words[offset + person.latitude] ?? 0) / stepsPerDegree,
  longitude: (words[offset + person.longitude] ?? 0) / stepsPerDegree,
  country: '',
  timeZone: '',
})
