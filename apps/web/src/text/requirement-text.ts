import type { Requirement } from '@rolecall/contract/requirement'
import type { Text } from '@rolecall/text/format'

/** What a job asks, as a line of a list: `food handling card`, `2 years of experience`. */
export const requirementText = (requirement: Requirement, text: Text): string => {
  switch (requirement.kind) {
    case 'licence':
      return text.fact({ type: 'licence', value: requirement.licence })
    case 'language':
      return text.fact({ type: 'language', value: requirement.language, level: requirement.level })
    case 'experience':
      return text.say({ key: 'web.requirement.experience', values: { years: requirement.years } })
    case 'skill':
      return text.fact({ type: 'skill', value: requirement.skill })
    case 'work-permit': {
      const country = text.fact({ type: 'country', value: requirement.country })
      return text.say({ key: 'web.requirement.work-permit', values: { country } })
    }
    default:
      return requirement satisfies never
  }
}
