import { z } from 'zod'
import { GraphError } from './errors.ts'
import { Interactive } from './interactive-request.ts'
import { TemplateSend } from './template-request.ts'

const common = {
  messaging_product: z.literal('whatsapp'),
  recipient_type: z.literal('individual').optional(),
  to: z.string().optional(),
  recipient: z.string().optional(),
  context: z.strictObject({ message_id: z.string().min(1) }).optional(),
  biz_opaque_callback_data: z.string().min(1).max(512).optional(),
  recipient_identity_key_hash: z.string().optional(),
}

const id = z.string().min(1)
const linked = (extra: z.ZodRawShape) =>
  z
    .strictObject({ id: id.optional(), link: z.url().optional(), ...extra })
    .refine((media) => (media.id === undefined) !== (media.link === undefined), 'either id or link')
const caption = z.string().max(1024).optional()

const kinds = {
  text: z.strictObject({ body: z.string().min(1).max(4096), preview_url: z.boolean().optional() }),
  interactive: Interactive,
  template: TemplateSend,
  image: linked({ caption }),
  video: linked({ caption }),
  audio: linked({ voice: z.boolean().optional() }),
  sticker: linked({}),
  document: linked({ caption, filename: z.string().max(240).optional() }),
  location: z.strictObject({
    latitude: z.union([z.number(), z.string()]),
    longitude: z.union([z.number(), z.string()]),
    name: z.string().optional(),
    address: z.string().optional(),
  }),
  contacts: z.array(z.looseObject({ name: z.looseObject({ formatted_name: z.string() }) })).min(1),
  reaction: z.strictObject({ message_id: id, emoji: z.string() }),
}

const schemas = {
  text: z.strictObject({ ...common, type: z.literal('text').optional(), text: kinds.text }),
  interactive: z.strictObject({ ...common, type: z.literal('interactive'), interactive: kinds.interactive }),
  template: z.strictObject({ ...common, type: z.literal('template'), template: kinds.template }),
  image: z.strictObject({ ...common, type: z.literal('image'), image: kinds.image }),
  video: z.strictObject({ ...common, type: z.literal('video'), video: kinds.video }),
  audio: z.strictObject({ ...common, type: z.literal('audio'), audio: kinds.audio }),
  sticker: z.strictObject({ ...common, type: z.literal('sticker'), sticker: kinds.sticker }),
  document: z.strictObject({ ...common, type: z.literal('document'), document: kinds.document }),
  location: z.strictObject({ ...common, type: z.literal('location'), location: kinds.location }),
  contacts: z.strictObject({ ...common, type: z.literal('contacts'), contacts: kinds.contacts }),
  reaction: z.strictObject({ ...common, type: z.literal('reaction'), reaction: kinds.reaction }),
}

const MarkRead = z.strictObject({
  messaging_product: z.literal('whatsapp'),
  status: z.literal('read'),
  message_id: id,
  typing_indicator: z.strictObject({ type: z.literal('text') }).optional(),
})

type Schemas = typeof schemas
export type MessageSend = { [Kind in keyof Schemas]: z.infer<Schemas[Kind]> & { type: Kind } }[keyof Schemas]
export type MessagesBody =
  | { readonly what: 'send'; readonly message: MessageSend }
  | { readonly what: 'read'; readonly mark: z.infer<typeof MarkRead> }

const isKind = (type: unknown): type is keyof Schemas => typeof type === 'string' && Object.hasOwn(schemas, type)

/**
 * The body of `POST /{phone number id}/messages`.
 * @throws GraphError where Meta refuses it.
 */
export const readMessagesBody = (body: unknown): MessagesBody => {
  if (typeof body !== 'object' || body === null)
    throw new GraphError(100, 'The parameter messaging_product is required.')
  if ('status' in body) return { what: 'read', mark: readStrictly(MarkRead, body) }
  const type = 'type' in body ? body.type : 'text'
  if (!isKind(type)) throw new GraphError(131051, `Message type ${JSON.stringify(type)} is not supported.`)
  const message = readStrictly(schemas[type], body)
  checkRecipient(message)
  return { what: 'send', message: { ...message, type } as MessageSend }
}

const userId = /^[A-Z]{2}\.(?:ENT\.)?[A-Za-z0-9]{1,128}$/

const checkRecipient = ({ to, recipient }: { to?: string | undefined; recipient?: string | undefined }): void => {
  if (to === undefined && recipient === undefined) throw new GraphError(100, 'The parameter to is required.')
  if (to !== undefined && !/^\+?[\d ()-]{5,24}$/.test(to)) {
    throw new GraphError(131009, "Parameter 'to' is no phone number; a business-scoped user id goes into 'recipient'.")
  }
  if (to === undefined && !userId.test(recipient ?? '')) {
    throw new GraphError(131009, "Parameter 'recipient' is no business-scoped user id.")
  }
}

/** Reads with a strict schema and words the first issue as Meta does. */
export const readStrictly = <S extends z.ZodType>(schema: S, value: unknown): z.infer<S> => {
  const result = schema.safeParse(value, { reportInput: true })
  if (result.success) return result.data
  throw refusal(result.error.issues[0])
}

const refusal = (issue: z.core.$ZodIssue | undefined): GraphError => {
  if (issue === undefined) return new GraphError(100, 'Invalid parameter')
  // What a union refuses is told by the branch that came closest: the one with the longest path.
  if (issue.code === 'invalid_union' && issue.errors.length > 0) {
    const inner = issue.errors.flat().toSorted((a, b) => b.path.length - a.path.length)[0]
    if (inner !== undefined) return refusal({ ...inner, path: [...issue.path, ...inner.path] })
  }
  const name = issue.path.map(String).join('.')
  if (issue.code === 'unrecognized_keys') {
    return new GraphError(100, `Unexpected key "${issue.keys[0]}" on param "${name || 'body'}"`)
  }
  if (issue.code === 'invalid_type' && issue.input === undefined) {
    return issue.path.length === 1
      ? new GraphError(100, `The parameter ${name} is required.`)
      : new GraphError(131008, `Parameter '${name}' is missing.`)
  }
  if (issue.path[0] === 'text' && issue.code === 'too_big') {
    return new GraphError(100, `Param ${name} must be at most ${issue.maximum} characters long.`)
  }
  return new GraphError(issue.path.length <= 1 ? 100 : 131009, `Parameter '${name}': ${issue.message}`)
}
