import { weights } from '@rolecall/match/weights'
import { lackingShift } from './musts.ts'

/** Columns or parameters of a person and a job, both sets of times and of musts as bits. */
export type ChecksInSql = Readonly<
  Record<'asked' | 'hard' | 'said' | 'musts' | 'known' | 'unmet' | 'payAsked' | 'payTop', string>
>

/** What the person missed, bits: musts of the job, and the one day that the job needs and they did not say. */
export const missedInSql = ({ musts, unmet, asked, said }: ChecksInSql): string =>
  `((${musts} & ${unmet}) | ((${asked} & ~${said}) << ${lackingShift}))`

/** The person's own wishes hold: times, but for one day of a job of five or more, and pay. */
export const wishesInSql = ({ asked, hard, said, payAsked, payTop }: ChecksInSql): string =>
  `(${hard} & ~${said}) = 0 AND ${withoutLowest(`(${asked} & ~${said})`)} = 0 AND ${payAsked} <= ${payTop}`

/** No more is missed than can be mended. */
export const mendableInSql = (missed: string): string => {
  let left = missed
  for (let each = 0; each < weights.mostToMend; each += 1) left = withoutLowest(left)
  return `${left} = 0`
}

/** 0 for a full fit, 1 where something is not known, and one more for each must that is missed. */
export const classInSql = (missed: string, { musts, known }: Pick<ChecksInSql, 'musts' | 'known'>): string => `
  CASE WHEN ${missed} = 0 THEN CASE WHEN (${musts} & ~${known}) = 0 THEN 0 ELSE 1 END
    WHEN ${withoutLowest(missed)} = 0 THEN 2 ELSE 3 END`

const withoutLowest = (bits: string) => `(${bits} & (${bits} - 1))`
