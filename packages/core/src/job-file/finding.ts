import type { ImportField } from '@rolecall/contract/api/job-import'
import type { FieldErrorCode } from '@rolecall/contract/api/problem-code'

/** Something of a line that could not be taken. `said`: the part of the cell; without it, all of it. `stops`: true where absent. */
export type Finding = {
  readonly field: ImportField
  readonly code: FieldErrorCode
  readonly said?: string
  readonly stops?: boolean
}

/** What cells were read as; what they leave open is absent from `value`, and named in `assumed` where something usual is taken. */
export type Read<T> = {
  readonly value: T
  readonly assumed: readonly ImportField[]
  readonly findings: readonly Finding[]
}

export const read = <T>(value: T, more: Partial<Omit<Read<T>, 'value'>> = {}): Read<T> => ({
  value,
  assumed: more.assumed ?? [],
  findings: more.findings ?? [],
})
