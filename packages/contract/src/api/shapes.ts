import { z } from 'zod'

/** A moment: UTC, ISO 8601. */
export const Moment = z.iso.datetime()

/** Labels of the occupations and skills that an answer names, by id, in the reader's language. */
export const Labels = z.record(z.string(), z.string())
export type Labels = z.infer<typeof Labels>

const id = (prefix: string) => z.string().regex(new RegExp(`^${prefix}_[0-9a-z]{26}$`))
export const OrganisationId = id('org')
export const UserId = id('usr')
export const SessionId = id('ses')
export const PasskeyId = id('pky')
/** Of an invitation into an organisation: SHA-256 (base64url) of the token of its mail. */
export const InvitationId = z.string().regex(/^[\w-]{43}$/)
export const JobId = id('job')
export const PersonId = id('per')
export const ApplicationId = id('app')
export const ApiClientId = id('cli')
export const CaseId = id('cas')

/** How far a person lives from the work, so coarse that it tells no address. `remote`: distance does not matter. */
export const DistanceBand = z.enum(['under-5-km', '5-to-15-km', '15-to-30-km', '30-to-100-km', 'over-100-km', 'remote'])
export type DistanceBand = z.infer<typeof DistanceBand>

/** `after`: `cursor` of the page before. */
export const PageQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(100).default(50),
  after: z.string().max(1000).optional(),
})

export const pageOf = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), cursor: z.string().optional() })
