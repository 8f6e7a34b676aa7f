import type { Fact } from '@rolecall/contract/explanation'
import { LanguageLevel } from '@rolecall/contract/language'
import { HeldField, type Profile } from '@rolecall/contract/profile'
import type { Phrase } from './reply.ts'
import { factAlone, inside, say, together } from './say.ts'

/** One thing that a person said they have, an answer of its own. `value`: what tells it from others of its field. `has`: false where the person said that they do not have it. */
export type Held = {
  readonly field: HeldField
  readonly value: string
  readonly fact: Fact
  readonly has: boolean
  readonly level?: LanguageLevel
}

/** All that the person said they have, in the order of the fields. */
export const heldOf = (profile: Profile): readonly Held[] =>
  HeldField.options.flatMap((field) => heldIn(profile, field))

const heldIn = (profile: Profile, field: HeldField): readonly Held[] => {
  switch (field) {
    case 'licences':
      return profile.licences.map(({ licence, held }) => heldThing({ type: 'licence', value: licence }, held))
    case 'skills':
      return profile.skills.map((skill) => heldThing({ type: 'skill', value: skill }))
    case 'languages':
      return profile.languages.map(({ language, level }) => ({
        ...heldThing({ type: 'language', value: language, level }),
        level,
      }))
    case 'workPermits':
      return profile.workPermits.map(({ country, held }) => heldThing({ type: 'country', value: country }, held))
    default:
      return field satisfies never
  }
}

/** What a person can have. */
export type HeldFact = Extract<Fact, { type: 'licence' | 'skill' | 'language' | 'country' }>
const heldThing = (fact: HeldFact, has = true): Held => ({
  field: fieldOf[fact.type],
  value: fact.value,
  fact,
  has,
})

/** What was said just now, as it reads. */
export const saidTogether = (facts: readonly HeldFact[]): Phrase => heldTogether(facts.map((fact) => heldThing(fact)))

const fieldOf = { licence: 'licences', skill: 'skills', language: 'languages', country: 'workPermits' } as const

/** The thing of this field and value; undefined where the profile does not hold it (any more). */
export const findHeld = (profile: Profile, field: string, value: string): Held | undefined =>
  heldOf(profile).find((held) => held.field === field && held.value === value)

/** The profile after it was taken back: not said, as before. */
export const withoutHeld = (profile: Profile, { field, value }: Held): Partial<Profile> => {
  switch (field) {
    case 'licences':
      return { licences: profile.licences.filter(({ licence }) => licence !== value) }
    case 'skills':
      return { skills: profile.skills.filter((skill) => skill !== value) }
    case 'languages':
      return { languages: profile.languages.filter(({ language }) => language !== value) }
    case 'workPermits':
      return { workPermits: profile.workPermits.filter(({ country }) => country !== value) }
    default:
      return field satisfies never
  }
}

/** The profile with another level of a language that it holds; undefined for what is no language or no level. */
export const withLevel = (profile: Profile, held: Held, level: string | undefined): Partial<Profile> | undefined => {
  const spoken = LanguageLevel.safeParse(level)
  if (held.field !== 'languages' || !spoken.success) return undefined
  return {
    languages: profile.languages.map((one) =>
      one.language === held.value ? { language: one.language, level: spoken.data } : one,
    ),
  }
}

/** One thing as it reads: `food handling card`, `no driving licence (car)`. */
export const heldPhrase = ({ field, fact, has }: Held): Phrase => {
  const alone = field === 'workPermits' ? say('bot.profile.held-permit', { country: fact }) : factAlone(fact)
  return has ? alone : say('bot.profile.held-not', { value: inside(alone) })
}

/** Several in a line. */
export const heldTogether = (held: readonly Held[]): Phrase =>
  say('bot.value', { value: together(held.map(heldPhrase)) })

/** Inside a sentence. */
export const heldInside = (held: Held) => inside(heldPhrase(held))
