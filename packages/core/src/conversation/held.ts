import type { Constraint, Fact } from '@rolecall/contract/explanation'
import { LanguageLevel } from '@rolecall/contract/language'
import { type HeldField, mostHeld, type Profile } from '@rolecall/contract/profile'
import { Licence } from '@rolecall/contract/requirement'

/** What the profile becomes when a person says that they have what a job asks for; undefined where words do not settle it, or it is full. */
export const heldProfile = (profile: Profile, constraint: Constraint): Partial<Profile> | undefined => {
  const asked = constraint.facts.asked
  return asked && withThing(profile, asked)
}

/** The profile with one thing more, or with it in place of what was said of it before; undefined for what nobody has, and where there is no room. */
export const withThing = (profile: Profile, thing: Fact): Partial<Profile> | undefined => {
  switch (thing.type) {
    case 'licence':
      return withLicence(profile, thing.value)
    case 'skill':
      return ifRoom('skills', [...new Set([...profile.skills, thing.value])])
    case 'country':
      return ifRoom('workPermits', [
        ...profile.workPermits.filter(({ country }) => country !== thing.value),
        { country: thing.value, held: true },
      ])
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
  return ifRoom('licences', [...others, { licence: licence.data, held: true }])
}

const withLanguage = (profile: Profile, { value, level }: Extract<Fact, { type: 'language' }>) => {
  const spoken = LanguageLevel.safeParse(level)
  if (!spoken.success) return undefined
  const others = profile.languages.filter(({ language }) => language !== value)
  return ifRoom('languages', [...others, { language: value, level: spoken.data }])
}

const ifRoom = <Field extends HeldField>(field: Field, all: Profile[Field]): Partial<Profile> | undefined =>
  all.length > mostHeld[field] ? undefined : { [field]: all }
