import type { Constraint, Fact } from '@rolecall/contract/explanation'
import { LanguageLevel } from '@rolecall/contract/language'
import type { Profile } from '@rolecall/contract/profile'
import { Licence } from '@rolecall/contract/requirement'

/** What the profile becomes when a person says that they have what a job asks for; undefined where words do not settle it. */
export const heldProfile = (profile: Profile, constraint: Constraint): Partial<Profile> | undefined => {
  const asked = constraint.facts.asked
  return asked && withThing(profile, asked)
}

/** The profile with one thing more, or with it in place of what was said of it before; undefined for what nobody has. */
export const withThing = (profile: Profile, thing: Fact): Partial<Profile> | undefined => {
  switch (thing.type) {
    case 'licence':
      return withLicence(profile, thing.value)
    case 'skill':
      return { skills: [...new Set([...profile.skills, thing.value])].slice(0, 200) }
    case 'country':
      return {
        workPermits: [
          ...profile.workPermits.filter(({ country }) => country !== thing.value),
          { country: thing.value, held: true },
        ].slice(-10),
      }
    case 'language':
      return withLanguage(profile, thing)
    default:
      return undefined
  }
}

const withLicence = (profile: Profile, value: string): Partial<Profile> | undefined => {
  const licence = Licence.safeParse(value)
  if (!licence.success) return undefined
  const others = profile.licences.filter((known) => known.licence !== licence.data)
  return { licences: [...others, { licence: licence.data, held: true }].slice(-30) }
}

const withLanguage = (profile: Profile, { value, level }: Extract<Fact, { type: 'language' }>) => {
  const spoken = LanguageLevel.safeParse(level)
  if (!spoken.success) return undefined
  const others = profile.languages.filter(({ language }) => language !== value)
  return { languages: [...others, { language: value, level: spoken.data }].slice(-20) }
}
