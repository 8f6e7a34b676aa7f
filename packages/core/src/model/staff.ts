import { z } from 'zod'
import { define } from './define.ts'

export const StaffRole = z.enum(['support', 'moderator', 'administrator', 'auditor'])
export type StaffRole = z.infer<typeof StaffRole>

/**
 * A user who works for the operator; the id is the user's. `enrolling`: may follow a one-time link, of which `enrolHash` is the
 * SHA-256 (hex), to choose a password and to set up the second factor.
 */
export const staff = define({
  version: 1,
  schema: z.object({
    id: z.string(),
    role: StaffRole,
    state: z.enum(['enrolling', 'active', 'ended']),
    enrolHash: z.string().optional(),
    /** Epoch ms. */
    enrolUntil: z.int().optional(),
    /** Base 32 of the 20 bytes that an authenticator app shares with us (RFC 6238). */
    totpSecret: z.string().optional(),
    /** The 30-second step of the newest code that was taken: none is taken twice. */
    totpStep: z.int(),
    /** SHA-256 (hex) of the recovery codes that are left. */
    recoveryHashes: z.array(z.string()),
    createdAt: z.int(),
  }),
  personal: ['totpSecret', 'recoveryHashes'],
  blind: [],
  sealedBy: 'id',
  indexes: { state: { fields: ['state', 'createdAt'] } },
  feed: true,
})
