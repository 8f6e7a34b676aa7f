import type { Labels } from '@rolecall/contract/api/shapes'
import type { Explanation } from '@rolecall/contract/explanation'
import type { JobDraft } from '@rolecall/contract/job'
import type { Profile } from '@rolecall/contract/profile'
import type { Taxonomy } from '@rolecall/taxonomy/types'

/** Names the occupations and skills of an answer in the reader's language. */
export const labelsOf = (taxonomy: Taxonomy, language: string, ids: Iterable<string>): Labels =>
  Object.fromEntries([...new Set(ids)].map((id) => [id, taxonomy.label(id, language)]))

export const idsOfPosting = ({ occupation, requirements }: Pick<JobDraft, 'occupation' | 'requirements'>): string[] => [
  occupation,
  ...requirements.flatMap((requirement) => (requirement.kind === 'skill' ? [requirement.skill] : [])),
]

export const idsOfExplanation = ({ constraints }: Explanation): string[] =>
  constraints
    .flatMap(({ facts }) => Object.values(facts))
    .flatMap((fact) => (fact.type === 'occupation' || fact.type === 'skill' ? [fact.value] : []))

export const idsOfProfile = ({ work, skills }: Pick<Profile, 'work' | 'skills'>): string[] => [
  ...work.map(({ occupation }) => occupation),
  ...skills,
]
