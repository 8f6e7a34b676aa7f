import { z } from 'zod'

const text = z.strictObject({
  type: z.literal('text'),
  text: z.string().max(32_768),
  parameter_name: z.string().min(1).optional(),
})
const media = z.strictObject({ id: z.string().optional(), link: z.url().optional(), filename: z.string().optional() })

const parameter = z.discriminatedUnion('type', [
  text,
  z.strictObject({ type: z.literal('payload'), payload: z.string().min(1).max(256) }),
  z.strictObject({ type: z.literal('image'), image: media }),
  z.strictObject({ type: z.literal('document'), document: media }),
])

const part = z.strictObject({ type: z.enum(['header', 'body']), parameters: z.array(parameter).optional() })
const button = z.strictObject({
  type: z.literal('button'),
  sub_type: z.enum(['quick_reply', 'url']),
  index: z.union([z.string().regex(/^\d$/), z.int().min(0).max(9)]),
  parameters: z.array(parameter).length(1),
})

/** What stands under `template` in a message. */
export const TemplateSend = z.strictObject({
  name: z.string().min(1).max(512),
  language: z.strictObject({ code: z.string().min(2), policy: z.literal('deterministic').optional() }),
  components: z.array(z.discriminatedUnion('type', [part, button])).optional(),
})
export type TemplateSend = z.infer<typeof TemplateSend>

const header = z.strictObject({
  type: z.literal('HEADER'),
  format: z.enum(['TEXT', 'IMAGE', 'VIDEO', 'DOCUMENT', 'LOCATION']),
  text: z.string().min(1).max(60).optional(),
  example: z.unknown().optional(),
})
const body = z.strictObject({
  type: z.literal('BODY'),
  text: z.string().min(1).max(1024),
  example: z
    .strictObject({
      body_text: z.array(z.array(z.string())).optional(),
      body_text_named_params: z
        .array(z.strictObject({ param_name: z.string().min(1), example: z.string().min(1) }))
        .optional(),
    })
    .optional(),
})
const footer = z.strictObject({ type: z.literal('FOOTER'), text: z.string().min(1).max(60) })
const label = z.string().min(1).max(25)
const buttons = z.strictObject({
  type: z.literal('BUTTONS'),
  buttons: z
    .array(
      z.discriminatedUnion('type', [
        z.strictObject({ type: z.literal('QUICK_REPLY'), text: label }),
        z.strictObject({
          type: z.literal('URL'),
          text: label,
          url: z.string().min(1).max(2000),
          example: z.union([z.string(), z.array(z.string())]).optional(),
        }),
        z.strictObject({ type: z.literal('PHONE_NUMBER'), text: label, phone_number: z.string().min(1).max(20) }),
        z.strictObject({ type: z.literal('REQUEST_CONTACT_INFO'), text: label.optional() }),
      ]),
    )
    .min(1)
    .max(10),
})

/** The body of `POST /{account}/message_templates`. */
export const TemplateCreation = z.strictObject({
  name: z
    .string()
    .max(512)
    .regex(/^[a-z0-9_]+$/),
  language: z.string().regex(/^[a-z]{2,3}(_[A-Za-z]{2,4})?$/),
  category: z.enum(['UTILITY', 'MARKETING', 'AUTHENTICATION']),
  parameter_format: z
    .string()
    .transform((value) => value.toUpperCase())
    .pipe(z.enum(['NAMED', 'POSITIONAL']))
    .optional(),
  allow_category_change: z.boolean().optional(),
  components: z.array(z.discriminatedUnion('type', [header, body, footer, buttons])).min(1),
})
export type TemplateCreation = z.infer<typeof TemplateCreation>
