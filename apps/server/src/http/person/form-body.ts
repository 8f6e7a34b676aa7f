import type { FastifyInstance } from 'fastify'

/** No form of a person's page comes near to this. */
const maxFormBytes = 16 * 1024
const mostFields = 50

/** A form that no page of ours sends: code `bad-request`. */
export class BadForm extends Error {
  override readonly name = 'BadForm'
  readonly statusCode = 400
}

/** The fields of a form, each once, in order. */
export type Form = ReadonlyMap<string, string>

/** Bodies are the forms of our own pages and nothing else. */
export const takeFormsOnly = (app: FastifyInstance): void => {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser<string>(
    'application/x-www-form-urlencoded',
    { parseAs: 'string', bodyLimit: maxFormBytes },
    (_request, body, done) => {
      const form = parseForm(body)
      return form === undefined ? done(new BadForm('not a form of ours')) : done(null, form)
    },
  )
}

/** Undefined where a field stands twice, an escape is broken or there is no end of fields. Line breaks become `\n`. */
export const parseForm = (body: string): Form | undefined => {
  const form = new Map<string, string>()
  if (body === '') return form
  if (!isWellEscaped(body)) return undefined
  for (const [name, value] of new URLSearchParams(body)) {
    if (name === '' || form.has(name) || form.size >= mostFields) return undefined
    form.set(name, value.replaceAll('\r\n', '\n').normalize('NFC'))
  }
  return form
}

/** Each escape is that of whole characters in UTF-8, and none is a control character beside the line's end. */
const isWellEscaped = (body: string): boolean => {
  try {
    return !/[^\P{Cc}\t\n\r]/u.test(decodeURIComponent(body.replaceAll('+', ' ')))
  } catch (error) {
    if (error instanceof URIError) return false
    throw error
  }
}

/** A route's body as `takeFormsOnly` parsed it; without a body, no fields. */
export const formOf = ({ body }: { readonly body: unknown }): Form => (body instanceof Map ? body : new Map())
