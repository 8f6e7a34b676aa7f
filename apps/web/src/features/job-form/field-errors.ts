import type { Text } from '@rolecall/text/format'
import { ApiProblem } from '../../api/client.ts'
import type { FormError } from '../../ui/error-summary.tsx'

/** Which control mends what stands under a JSON pointer of the body; the longest pointer that fits counts. */
const fields: readonly (readonly [pointer: string, fieldId: string, labelKey: string])[] = [
  ['/posting/title', 'title', 'web.form.title'],
  ['/posting/occupation', 'occupation', 'web.form.occupation'],
  ['/posting/description', 'description', 'web.form.description'],
  ['/posting/place', 'place', 'web.form.place'],
  ['/posting/reachKm', 'reachKm', 'web.form.reach'],
  ['/posting/pay/max', 'payMax', 'web.form.pay-max'],
  ['/posting/pay/currency', 'currency', 'web.form.currency'],
  ['/posting/pay', 'payMin', 'web.form.pay-min'],
  ['/posting/employmentType', 'employmentType', 'web.form.type'],
  ['/posting/days', 'days', 'web.form.days'],
  ['/posting/parts', 'parts', 'web.form.parts'],
  ['/posting/hours/to', 'to', 'web.form.to'],
  ['/posting/hours', 'from', 'web.form.from'],
  ['/posting/requirements', 'requirement-kind', 'web.form.needs'],
  ['/posting/mattersMost', 'mattersMost', 'web.posting.matters'],
  ['/posting/questions', 'questions', 'web.form.questions'],
  ['/posting/openings', 'openings', 'web.form.openings'],
  ['/posting/answerDays', 'answerDays', 'web.form.answer-days'],
  ['/posting/startsOn', 'startsOn', 'web.form.starts-on'],
  ['/posting/expiresOn', 'expiresOn', 'web.form.expires-on'],
]

/** What the server found wrong, for the summary (with the field's name) and for each field. One error a field is enough. */
export const readFieldErrors = (
  error: unknown,
  text: Text,
): { readonly summary: readonly FormError[]; readonly byField: Readonly<Record<string, string>> } => {
  const byField: Record<string, string> = {}
  const summary: FormError[] = []
  for (const { pointer, code } of error instanceof ApiProblem ? error.errors : []) {
    const [, fieldId, labelKey] = fields.find(([start]) => isUnder(pointer, start)) ?? ['', 'title', 'web.form.title']
    if (byField[fieldId] !== undefined) continue
    const message = messageOf(code, text)
    byField[fieldId] = message
    summary.push({
      fieldId,
      message: text.say({ key: 'web.form.error-line', values: { field: text.say({ key: labelKey }), message } }),
    })
  }
  return { summary, byField }
}

const isUnder = (pointer: string, start: string): boolean => pointer === start || pointer.startsWith(`${start}/`)

const messageOf = (code: string, text: Text): string => {
  const key = `form.error.${code}`
  return text.say({ key: text.has(key) ? key : 'form.error.invalid' })
}
