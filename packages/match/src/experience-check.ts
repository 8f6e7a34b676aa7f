import type { Verdict } from '@rolecall/contract/explanation'
import type { Experience, WorkWanted } from '@rolecall/contract/profile'

/** The longest experience that was said for any of the works. */
export const longestOf = (works: readonly WorkWanted[]): Experience | undefined => {
  let longest: Experience | undefined
  for (const { experience } of works)
    if (experience !== undefined && (longest === undefined || order[experience] > order[longest])) longest = experience
  return longest
}

/**
 * People say one of three spans, so that some years stay open: less than two years may or may not be one, two or more
 * may or may not be five. What is open is unknown.
 */
export const experienceVerdict = (years: number, has: Experience | undefined): Verdict => {
  switch (has) {
    case undefined:
      return 'unknown'
    case 'none':
      return 'unmet'
    case 'under-2-years':
      return years < 2 ? 'unknown' : 'unmet'
    case '2-years-or-more':
      return years <= 2 ? 'met' : 'unknown'
    default:
      return has satisfies never
  }
}

const order: Readonly<Record<Experience, number>> = { none: 0, 'under-2-years': 1, '2-years-or-more': 2 }
