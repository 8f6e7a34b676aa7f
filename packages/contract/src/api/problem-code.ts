import { z } from 'zod'

/** Every stable code that a problem of the interface can carry. */
export const ProblemCode = z.enum([
  'bad-request',
  'bad-json',
  'invalid-fields',
  'not-signed-in',
  'wrong-credentials',
  'cross-site',
  'not-allowed',
  'not-vetted',
  'not-found',
  'conflict',
  'job-state',
  'job-not-open',
  'job-full',
  'application-state',
  'already-invited',
  'already-applied',
  'alerts-off',
  'idempotency-key-reused',
  'link-over',
  'mail-off',
  'already-member',
  'last-owner',
  'too-many-clients',
  'insufficient-scope',
  'too-large',
  'unsupported-media-type',
  'rate-limited',
  'internal',
  'unavailable',
])
export type ProblemCode = z.infer<typeof ProblemCode>

/** Codes of one field's error in `Problem.errors`; pages say them as `form.error.<code>`. */
export const FieldErrorCode = z.enum([
  'required',
  'invalid',
  'unknown-field',
  'too-short',
  'too-long',
  'too-small',
  'too-large',
  'too-few',
  'too-many',
  'pay-range',
  'in-the-past',
  'too-far-ahead',
  'unknown-occupation',
  'unknown-skill',
  'unknown-currency',
  'unknown-time-zone',
  'below-hired',
  'easy-password',
  'wrong-password',
])
export type FieldErrorCode = z.infer<typeof FieldErrorCode>
