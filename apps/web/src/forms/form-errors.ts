import type { Text } from '@rolecall/text/format'
import { ApiProblem } from '../api/client.ts'
import { problemText } from '../text/problem-text.ts'
import type { FormError } from '../ui/error-summary.tsx'

type Errors = { readonly summary: readonly FormError[]; readonly byField: Readonly<Record<string, string>> }
type Field = { readonly id: string; readonly label: string }

/** What was refused, for the summary and at each field; what belongs to no field leads to the first one. */
export const readErrors = (
  { error, sent = {} }: { readonly error: Error | null; readonly sent?: Readonly<Record<string, string>> | undefined },
  fields: readonly Field[],
  text: Text,
): Errors => {
  if (error === null) return { summary: [], byField: {} }
  const byField: Record<string, string> = {}
  const summary: FormError[] = []
  for (const { pointer, code } of error instanceof ApiProblem ? error.errors : []) {
    const field = fields.find(({ id }) => pointer === `/${id}`)
    if (field === undefined || byField[field.id] !== undefined) continue
    const key = `form.error.${sent[field.id] === '' ? 'required' : code}`
    const message = text.say({ key: text.has(key) ? key : 'form.error.invalid' })
    byField[field.id] = message
    const line = { key: 'web.form.error-line', values: { field: field.label, message } }
    summary.push({ fieldId: field.id, message: text.say(line) })
  }
  if (summary.length > 0) return { summary, byField }
  return { summary: [{ fieldId: fields[0]?.id ?? '', message: problemText(error, text) }], byField }
}
