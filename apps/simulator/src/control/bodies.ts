import { z } from 'zod'
import { faultKinds } from '../world/types.ts'

const digits = z
  .string()
  .transform((value) => value.replace(/\D/g, ''))
  .pipe(z.string().min(7, 'a phone number has 7 to 15 digits').max(15, 'a phone number has 7 to 15 digits'))

const shared = { name: z.string().trim().min(1, 'a name is needed').max(60) }

/** The bodies of the control interface; `README.md` lists them with their paths. */
export const bodies = {
  mail: z.strictObject({
    id: z.string().min(1).max(200),
    to: z.string().regex(/^[^\s@,<>]+@[^\s@,<>]+$/, 'an e-mail address is needed'),
    subject: z.string().max(1000),
    text: z.string().max(100_000),
  }),
  phone: z.strictObject({
    ...shared,
    phone: digits.optional(),
    userId: z
      .string()
      .regex(/^[A-Z]{2}\.(?:ENT\.)?[A-Za-z0-9]{1,128}$/)
      .optional(),
  }),
  person: z.strictObject(shared),
  text: z.strictObject({
    text: z.string().min(1).max(65_536),
    writer: z.string().optional(),
    replyTo: z.string().optional(),
  }),
  tap: z.strictObject({ wamid: z.string(), id: z.string() }),
  location: z.strictObject({
    latitude: z.number().min(-90).max(90),
    longitude: z.number().min(-180).max(180),
    name: z.string().optional(),
    address: z.string().optional(),
  }),
  media: z.strictObject({
    kind: z.enum(['voice', 'audio', 'document', 'image', 'sticker']),
    caption: z.string().optional(),
  }),
  contact: z.strictObject({ ...shared, phone: digits, requested: z.boolean().default(false) }),
  reaction: z.strictObject({ wamid: z.string(), emoji: z.string() }),
  raw: z.looseObject({ type: z.string() }),
  number: z.strictObject({ phone: digits }),
  state: z.strictObject({ blocked: z.boolean().optional(), offline: z.boolean().optional() }),
  settings: z
    .strictObject({
      duplicate: z.boolean(),
      reorder: z.boolean(),
      batch: z.boolean(),
      delayMs: z.int().min(0).max(3_600_000),
      down: z.boolean(),
      windowSync: z.boolean(),
      strangersReachable: z.boolean(),
      deliverAfterMs: z.int().min(0).max(600_000),
      readAfterMs: z.int().min(0).max(600_000).nullable(),
      templateDecision: z.enum(['APPROVED', 'REJECTED']),
      templateDelayMs: z.int().min(0).max(600_000),
      next: z.array(z.strictObject({ kind: z.enum(faultKinds), count: z.int().min(1).max(10_000) })),
      rates: z.partialRecord(z.enum(faultKinds), z.number().min(0).max(1)),
    })
    .partial(),
}
