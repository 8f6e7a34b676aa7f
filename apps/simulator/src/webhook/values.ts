import { statusError } from '../graph/errors.ts'
import type { SimulatorOptions } from '../options.ts'
import type { Phone, Template, Tick } from '../world/types.ts'
import type { Change } from './delivery.ts'

/** A message of a person: `parts` is what its type adds (`{ type: 'text', text: { body } }`). */
export const messageChange = (options: SimulatorOptions, phone: Phone, message: InboundMessage): Change => ({
  field: 'messages',
  summary: `message: ${String(message.parts.type)}`,
  value: {
    messaging_product: 'whatsapp',
    metadata: metadata(options),
    ...(message.withoutContact ? {} : { contacts: [contactOf(phone)] }),
    messages: [
      {
        ...(phone.waId === undefined ? {} : { from: phone.waId }),
        from_user_id: phone.userId,
        id: message.wamid,
        timestamp: seconds(message.at),
        ...(message.replyTo === undefined ? {} : { context: { from: businessNumber(options), id: message.replyTo } }),
        ...message.parts,
      },
    ],
  },
})

export interface InboundMessage {
  readonly wamid: string
  readonly at: number
  readonly replyTo?: string
  readonly withoutContact?: boolean
  readonly parts: Readonly<Record<string, unknown>>
}

/** What a status says of an accepted message. */
export interface StatusFacts {
  readonly wamid: string
  readonly status: Exclude<Tick, 'accepted'>
  readonly at: number
  readonly recipient: { readonly waId?: string; readonly userId?: string }
  readonly outboxId: string | null
  readonly pricing: { readonly category: string; readonly free: boolean }
  readonly errorCode?: number
}

export const statusChange = (options: SimulatorOptions, facts: StatusFacts): Change => ({
  field: 'messages',
  summary: `status: ${facts.status}${facts.errorCode === undefined ? '' : ` ${facts.errorCode}`}`,
  value: {
    messaging_product: 'whatsapp',
    metadata: metadata(options),
    statuses: [
      {
        id: facts.wamid,
        status: facts.status,
        timestamp: seconds(facts.at),
        ...(facts.recipient.waId === undefined ? {} : { recipient_id: facts.recipient.waId }),
        ...(facts.recipient.userId === undefined ? {} : { recipient_user_id: facts.recipient.userId }),
        ...(facts.outboxId === null ? {} : { biz_opaque_callback_data: facts.outboxId }),
        ...(facts.errorCode === undefined ? priced(facts) : { errors: [statusError(facts.errorCode)] }),
      },
    ],
  },
})

const day = 86_400_000

const priced = ({ wamid, status, at, pricing }: StatusFacts): object => ({
  conversation: {
    id: Buffer.from(wamid).toString('hex').slice(-32),
    ...(status === 'sent' ? { expiration_timestamp: seconds(at + day) } : {}),
    origin: { type: pricing.category },
  },
  pricing: {
    billable: !pricing.free,
    pricing_model: 'PMP',
    type: pricing.free ? 'free_customer_service' : 'regular',
    category: pricing.category,
  },
})

export const templateStatusChange = (template: Template): Change => ({
  field: 'message_template_status_update',
  summary: `template ${template.name} ${template.language}: ${template.status}`,
  value: {
    event: template.status,
    message_template_id: Number(template.id),
    message_template_name: template.name,
    message_template_language: template.language,
    message_template_category: template.category,
    reason: template.status === 'REJECTED' ? 'INVALID_FORMAT' : 'NONE',
  },
})

const contactOf = (phone: Phone): object => ({
  profile: { name: phone.people[0] ?? '' },
  ...(phone.waId === undefined ? {} : { wa_id: phone.waId }),
  user_id: phone.userId,
})

export const businessNumber = (options: SimulatorOptions): string => options.phoneNumber ?? '15550100000'

const metadata = (options: SimulatorOptions): object => ({
  display_phone_number: businessNumber(options),
  phone_number_id: options.phoneNumberId,
})

const seconds = (at: number): string => `${Math.floor(at / 1000)}`
