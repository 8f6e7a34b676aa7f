import { z } from 'zod'

const text = (max: number) => z.string().trim().min(1).max(max)
const body = z.strictObject({ text: text(1024) })
const footer = z.strictObject({ text: text(60) }).optional()
const media = z.union([z.strictObject({ id: z.string().min(1) }), z.strictObject({ link: z.url() })])
const textHeader = z.strictObject({ type: z.literal('text'), text: text(60) })
const header = z
  .union([
    textHeader,
    z.strictObject({ type: z.literal('image'), image: media }),
    z.strictObject({ type: z.literal('video'), video: media }),
    z.strictObject({ type: z.literal('document'), document: media }),
  ])
  .optional()

const unique = (values: readonly string[]) => new Set(values).size === values.length

const replyButton = z.strictObject({
  type: z.literal('reply'),
  reply: z.strictObject({ id: z.string().min(1).max(256), title: text(20) }),
})

const buttons = z.strictObject({
  type: z.literal('button'),
  header,
  body,
  footer,
  action: z.strictObject({
    buttons: z
      .array(replyButton)
      .min(1)
      .max(3)
      .refine((all) => unique(all.map((one) => one.reply.id)), 'ids of buttons are unique')
      .refine((all) => unique(all.map((one) => one.reply.title)), 'titles of buttons are unique'),
  }),
})

const row = z.strictObject({ id: z.string().min(1).max(200), title: text(24), description: text(72).optional() })
const section = z.strictObject({ title: text(24).optional(), rows: z.array(row).min(1).max(10) })
type Sections = readonly z.infer<typeof section>[]
const rowsOf = (sections: Sections) => sections.flatMap((one) => one.rows)

const list = z.strictObject({
  type: z.literal('list'),
  header: textHeader.optional(),
  body,
  footer,
  action: z.strictObject({
    button: text(20),
    sections: z
      .array(section)
      .min(1)
      .max(10)
      .refine((all) => rowsOf(all).length <= 10, 'at most 10 rows over all sections')
      .refine((all) => unique(rowsOf(all).map((one) => one.id)), 'ids of rows are unique')
      .refine((all) => all.length === 1 || all.every((one) => one.title !== undefined), 'sections need a title'),
  }),
})

const link = z.strictObject({
  type: z.literal('cta_url'),
  header,
  body,
  footer,
  action: z.strictObject({
    name: z.literal('cta_url'),
    parameters: z.strictObject({ display_text: text(20), url: z.url({ protocol: /^https?$/ }) }),
  }),
})

const locationRequest = z.strictObject({
  type: z.literal('location_request_message'),
  body,
  action: z.strictObject({ name: z.literal('send_location') }),
})

const contactRequest = z.strictObject({
  type: z.literal('request_contact_info'),
  body,
  action: z.strictObject({ name: z.literal('request_contact_info') }),
})

const flow = z.strictObject({
  type: z.literal('flow'),
  header,
  body,
  footer,
  action: z.strictObject({
    name: z.literal('flow'),
    parameters: z.strictObject({
      flow_message_version: z.literal('3'),
      flow_id: z.string().optional(),
      flow_name: z.string().optional(),
      flow_cta: text(20),
      flow_token: z.string().optional(),
      flow_action: z.enum(['navigate', 'data_exchange']).optional(),
      flow_action_payload: z
        .strictObject({ screen: z.string(), data: z.record(z.string(), z.unknown()).optional() })
        .optional(),
      mode: z.enum(['draft', 'published']).optional(),
    }),
  }),
})

/** What stands under `interactive`, with Meta's limits. */
export const Interactive = z.discriminatedUnion('type', [buttons, list, link, locationRequest, contactRequest, flow])
export type Interactive = z.infer<typeof Interactive>
