import type { PersonRow } from './rows.ts'

/** A record counts each list in a byte. */
export const mostInList = 255

/**
 * The row with as much of each list as matching reads: the first 255 works, languages and skills, and as many papers. A profile
 * of a chat or a form has fewer; the same holds for every way in which a row is matched or explained.
 */
export const bounded = (row: PersonRow): PersonRow => {
  const { work, languages, licences, workPermits, skills } = row.profile
  const longest = Math.max(work.length, languages.length, licences.length + workPermits.length, skills.length)
  if (longest <= mostInList) return row
  const heldLicences = licences.slice(0, mostInList)
  return {
    ...row,
    profile: {
      ...row.profile,
      work: work.slice(0, mostInList),
      languages: languages.slice(0, mostInList),
      licences: heldLicences,
      workPermits: workPermits.slice(0, mostInList - heldLicences.length),
      skills: skills.slice(0, mostInList),
    },
  }
}
