import type { Constraint, Verdict } from '@rolecall/contract/explanation'
import type { LanguageLevel } from '@rolecall/contract/language'
import type { Profile } from '@rolecall/contract/profile'
import type { Requirement } from '@rolecall/contract/requirement'
import { experienceVerdict } from './experience-check.ts'
import { constraintOf } from './facts.ts'
import type { Measured } from './measured.ts'

/** What the person said about one requirement of the job. What they did not speak of is unknown. */
const requirementVerdict = (requirement: Requirement, pair: Measured): Verdict => {
  const { profile } = pair.person
  switch (requirement.kind) {
    case 'licence':
      return heldVerdict(profile.licences.filter(({ licence }) => licence === requirement.licence))
    case 'work-permit':
      return heldVerdict(profile.workPermits.filter(({ country }) => country === requirement.country))
    case 'language':
      return languageVerdict(requirement, profile)
    case 'skill':
      return profile.skills.includes(requirement.skill) ? 'met' : 'unknown'
    case 'experience':
      return experienceVerdict(requirement.years, pair.longest)
    default:
      return requirement satisfies never
  }
}

export const requirementConstraint = (requirement: Requirement, pair: Measured): Constraint => {
  const outcome = { verdict: requirementVerdict(requirement, pair), must: requirement.must }
  switch (requirement.kind) {
    case 'licence':
      return constraintOf('licence', outcome, { asked: { type: 'licence', value: requirement.licence } })
    case 'work-permit':
      return constraintOf('work-permit', outcome, { asked: { type: 'country', value: requirement.country } })
    case 'skill':
      return constraintOf('skill', outcome, { asked: { type: 'skill', value: requirement.skill } })
    case 'language': {
      const { language, level } = requirement
      const spoken = bestLevel(language, pair.person.profile)
      const has = spoken === undefined ? {} : { has: { type: 'language', value: language, level: spoken } as const }
      return constraintOf('language', outcome, { asked: { type: 'language', value: language, level }, ...has })
    }
    case 'experience': {
      const { longest } = pair
      const has = longest === undefined ? {} : { has: { type: 'experience', value: longest } as const }
      return constraintOf('experience', outcome, { asked: { type: 'number', value: requirement.years }, ...has })
    }
    default:
      return requirement satisfies never
  }
}

/** Said both ways, it is held: a later answer adds, and the employer sees the paper. */
const heldVerdict = (said: readonly { readonly held: boolean }[]): Verdict => {
  if (said.length === 0) return 'unknown'
  return said.some(({ held }) => held) ? 'met' : 'unmet'
}

const languageVerdict = (asked: { language: string; level: LanguageLevel }, profile: Profile): Verdict => {
  const spoken = bestLevel(asked.language, profile)
  if (spoken === undefined) return 'unknown'
  return order[spoken] >= order[asked.level] ? 'met' : 'unmet'
}

const bestLevel = (language: string, { languages }: Profile): LanguageLevel | undefined => {
  let best: LanguageLevel | undefined
  for (const spoken of languages)
    if (spoken.language === language && (best === undefined || order[spoken.level] > order[best])) best = spoken.level
  return best
}

const order: Readonly<Record<LanguageLevel, number>> = { basic: 0, good: 1, fluent: 2 }
