import type { DocumentOf } from './model/collections.ts'

type MatchList = DocumentOf<'matchLists'>

/** Stands in a list for somebody who is named in it no more: the same for everyone, so that it tells nothing. */
export const nobody = 'per_erased'

/** The list without the person: their place, score and verdicts stay for audits, what they said of themselves goes. */
export const withoutPerson = (list: MatchList, personId: string): MatchList => ({
  ...list,
  entries: list.entries.map((entry) => (entry.personId === personId ? nameless(entry) : entry)),
})

/** The list of an employer without any person. */
export const withoutPeople = (list: MatchList): MatchList => ({
  ...list,
  audience: 'anonymous',
  entries: list.entries.map(nameless),
})

const nameless = ({ explanation, ...place }: MatchList['entries'][number]): MatchList['entries'][number] => ({
  ...place,
  personId: nobody,
  explanation: {
    ...explanation,
    constraints: explanation.constraints.map((constraint) => ({ ...constraint, facts: {} })),
  },
})
