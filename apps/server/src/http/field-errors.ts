import type { FieldErrorCode } from '@rolecall/contract/api/problem-code'
import { FieldErrorCode as FieldErrorCodes } from '@rolecall/contract/api/problem-code'
import type { FieldRefusal } from '../refusal.ts'

/** What the type provider makes of one issue of zod. */
export type Validation = {
  readonly keyword: string
  readonly instancePath: string
  readonly message?: string | undefined
  readonly params: Readonly<Record<string, unknown>>
}

/** Each field that a schema refused, with a stable code for the page to say in the reader's language. */
export const fieldErrorsOf = (validation: readonly Validation[]): readonly FieldRefusal[] =>
  validation.flatMap((issue) =>
    issue.keyword === 'unrecognized_keys'
      ? unknownFields(issue)
      : [{ pointer: pointerOf(issue), code: codeOf(issue), ...boundOf(issue), ...mendOf(issue) }],
  )

/** What can be taken, where the schema can say so in a line: the values, or the pattern. */
const mendOf = ({ keyword, params }: Validation): Pick<FieldRefusal, 'mend'> => {
  const { values, format, pattern } = params
  if (keyword === 'invalid_value' && Array.isArray(values)) return { mend: `one of: ${values.join(', ')}` }
  return keyword === 'invalid_format' && format === 'regex' ? { mend: `must match ${String(pattern)}` } : {}
}

const pointerOf = ({ instancePath }: Validation): string => (instancePath === '/' ? '' : instancePath)

const unknownFields = (issue: Validation): readonly FieldRefusal[] =>
  (Array.isArray(issue.params.keys) ? issue.params.keys : []).map((key) => ({
    pointer: `${pointerOf(issue)}/${escapePointer(String(key).slice(0, 100))}`,
    code: 'unknown-field',
  }))

/** RFC 6901. */
const escapePointer = (key: string): string => key.replaceAll('~', '~0').replaceAll('/', '~1')

const codeOf = ({ keyword, message, params }: Validation): FieldErrorCode => {
  switch (keyword) {
    case 'invalid_type':
      return message?.endsWith('received undefined') ? 'required' : 'invalid'
    case 'too_small':
      return sizeCode(params.origin, 'too-short', 'too-few', 'too-small')
    case 'too_big':
      return sizeCode(params.origin, 'too-long', 'too-many', 'too-large')
    case 'custom':
      return FieldErrorCodes.safeParse(message).data ?? 'invalid'
    default:
      return 'invalid'
  }
}

const boundOf = ({ params }: Validation): Pick<FieldRefusal, 'bound'> => {
  const bound = params.minimum ?? params.maximum
  return typeof bound === 'number' ? { bound } : {}
}

const sizeCode = <T>(origin: unknown, ofText: T, ofList: T, ofNumber: T): T => {
  if (origin === 'string') return ofText
  return origin === 'array' || origin === 'set' ? ofList : ofNumber
}
