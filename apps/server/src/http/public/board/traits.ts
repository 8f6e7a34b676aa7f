import type { JobDraft } from '@rolecall/contract/job'
import { EmploymentType } from '@rolecall/contract/job'
import { Day, DayPart } from '@rolecall/contract/times'

/** Fields of few values, which every job keeps as bits of one number. */
export type TraitField = 'employmentType' | 'days' | 'parts' | 'remote'
export type Trait = { readonly field: TraitField; readonly value: string }

const of = (field: TraitField, values: readonly string[]): readonly Trait[] => values.map((value) => ({ field, value }))

/** The bit of a trait is its place here. */
export const traits: readonly Trait[] = [
  ...of('employmentType', EmploymentType.options),
  ...of('days', Day.options),
  ...of('parts', DayPart.options),
  ...of('remote', ['true']),
]

export const traitsOf = (posting: Pick<JobDraft, TraitField>): number =>
  maskOf('employmentType', [posting.employmentType]) |
  maskOf('days', posting.days) |
  maskOf('parts', posting.parts) |
  maskOf('remote', [String(posting.remote)])

export const maskOf = (field: TraitField, values: readonly string[]): number =>
  traits.reduce(
    (mask, trait, bit) => (trait.field === field && values.includes(trait.value) ? mask | (1 << bit) : mask),
    0,
  )
