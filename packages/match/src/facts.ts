import type { Constraint, ConstraintKind, Fact, Verdict } from '@rolecall/contract/explanation'

type FactOf<Type extends Fact['type']> = Extract<Fact, { type: Type }>

/** The facts of each kind of constraint; the table that explains them stands in `constraints.ts`. */
export type FactsByKind = {
  active: { who: FactOf<'text'>; state: FactOf<'text'> }
  openings: { left: FactOf<'number'> }
  occupation: { asked: FactOf<'occupation'>; has?: FactOf<'occupation'> }
  place: {
    remote: FactOf<'text'>
    place: FactOf<'text'>
    distance?: FactOf<'distance-km'>
    reach?: FactOf<'distance-km'>
    limit?: FactOf<'text'>
  }
  times: { asked: FactOf<'times'>; has?: FactOf<'times'> }
  pay: { any: FactOf<'text'>; offered: FactOf<'pay'>; asked?: FactOf<'pay'> }
  experience: { asked: FactOf<'number'>; has?: FactOf<'experience'> }
  licence: { asked: FactOf<'licence'> }
  language: { asked: FactOf<'language'>; has?: FactOf<'language'> }
  skill: { asked: FactOf<'skill'> }
  'work-permit': { asked: FactOf<'country'> }
  'employment-type': { asked: FactOf<'employment-type'> }
}

/** A constraint whose facts are those that its kind promises. */
export const constraintOf = <Kind extends ConstraintKind>(
  kind: Kind,
  { verdict, must }: { readonly verdict: Verdict; readonly must: boolean },
  facts: FactsByKind[Kind],
): Constraint => ({ kind, verdict, must, facts })

export const text = (value: string): FactOf<'text'> => ({ type: 'text', value })
export const number = (value: number): FactOf<'number'> => ({ type: 'number', value })
export const distanceFact = (km: number): FactOf<'distance-km'> => ({ type: 'distance-km', value: km })
