import type { PersonView } from '@rolecall/contract/api/applications'
import type { DistanceBand } from '@rolecall/contract/api/shapes'
import type { Explanation } from '@rolecall/contract/explanation'
import type { DocumentOf } from '@rolecall/core/model/collections'

/** The first word of a name: employers see no more before a person shares it. */
export const firstNameOf = (name: string | undefined): string => name?.trim().split(/\s+/)[0] ?? ''

/** What an employer may know of a person who applied. */
export const presentPerson = ({ id, name, language, profile, channel }: DocumentOf<'people'>): PersonView => ({
  id,
  firstName: firstNameOf(name),
  language,
  ...(profile.place === undefined ? {} : { town: profile.place.label }),
  work: profile.work,
  ...(profile.times === undefined ? {} : { times: profile.times }),
  languages: profile.languages,
  licences: profile.licences,
  skills: profile.skills,
  answersOn: channel ?? 'whatsapp',
})

/** How far the person lives, from the distance that the reasons state; undefined where nothing is known. */
export const distanceBandOf = ({ constraints }: Explanation): DistanceBand | undefined => {
  const facts = constraints.find(({ kind }) => kind === 'place')?.facts
  const distance = facts?.distance
  if (distance?.type === 'distance-km') return bandOf(distance.value)
  return facts?.remote?.type === 'text' && facts.remote.value === 'yes' ? 'remote' : undefined
}

const bandOf = (km: number): DistanceBand => {
  if (km < 5) return 'under-5-km'
  if (km < 15) return '5-to-15-km'
  if (km < 30) return '15-to-30-km'
  return km < 100 ? '30-to-100-km' : 'over-100-km'
}
