import type { Experience, Profile } from '@rolecall/contract/profile'
import type { JobRow } from '@rolecall/match/engine'
import { licences } from '../../world.ts'

/** What a job may ask and a person may say or lack, a bit each. Three are no requirements, but make a fit partial while not known. */
const bits = { times: 1, work: 1 << 1, place: 1 << 2, permit: 1 << 3, english: 1 << 4, experience: 1 << 7 }
const firstLicence = 10
/** Bits of days that a job needs beyond those said stand above all others. */
export const lackingShift = 16

const levels = ['basic', 'good', 'fluent']
/** One year, two, and more. */
const yearBits = 3

/** What must be known for a full fit with a job. */
export const mustsOf = ({ posting }: JobRow): number => {
  let musts = bits.times | bits.work
  if (!posting.remote || posting.reachKm !== null) musts |= bits.place
  for (const asked of posting.requirements) {
    if (!asked.must) continue
    if (asked.kind === 'work-permit') musts |= bits.permit
    else if (asked.kind === 'language') musts |= bits.english << levels.indexOf(asked.level)
    else if (asked.kind === 'licence') musts |= 1 << (firstLicence + licences.indexOf(asked.licence))
    else if (asked.kind === 'experience') musts |= bits.experience << (Math.max(1, Math.min(yearBits, asked.years)) - 1)
    else throw new Error(`no job of this world asks for a ${asked.kind}`)
  }
  return musts
}

/** Of the same bits: what is known of a person, and what of that is not met. */
export type Known = { readonly known: number; readonly unmet: number }

/** Apart from experience, which differs from one kind of work to another. */
export const knownOf = (profile: Profile, placed: boolean): Known => {
  let known = 0
  let unmet = 0
  const say = (bit: number, isMet: boolean) => {
    known |= bit
    if (!isMet) unmet |= bit
  }
  if (profile.times !== undefined) known |= bits.times
  if (profile.work.length > 0) known |= bits.work
  if (placed) known |= bits.place
  if (profile.workPermits.length > 0)
    say(
      bits.permit,
      profile.workPermits.some(({ held }) => held),
    )
  const english = profile.languages
    .filter(({ language }) => language === 'en')
    .map(({ level }) => levels.indexOf(level))
  if (english.length > 0) for (const level of levels.keys()) say(bits.english << level, Math.max(...english) >= level)
  for (const [index, licence] of licences.entries()) {
    const said = profile.licences.filter((each) => each.licence === licence)
    if (said.length > 0)
      say(
        1 << (firstLicence + index),
        said.some(({ held }) => held),
      )
  }
  return { known, unmet }
}

/** With one, two and more years of experience asked; what someone said leaves some of them open. */
export const withExperience = ({ known, unmet }: Known, longest: Experience | undefined): Known => {
  if (longest === undefined) return { known, unmet }
  const met = longest === '2-years-or-more' ? 0b011 : 0
  const short = { none: 0b111, 'under-2-years': 0b110, '2-years-or-more': 0 }[longest]
  return { known: known | (bits.experience * (met | short)), unmet: unmet | (bits.experience * short) }
}
