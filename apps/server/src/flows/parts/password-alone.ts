import { type Refusal, refuse } from '../../refusal.ts'

/** What opens an account without a second factor has so many characters (ASVS 5.0, 6.2.1). */
export const leastAlone = 15

/**
 * The refusal of a right password that is too short to stand alone: one of the staff chose it, beside a second factor. Only
 * to whoever has proved it: anybody else would learn that it is short.
 */
export const refuseAlone = (password: string): Refusal | undefined =>
  password.length < leastAlone
    ? refuse('invalid-fields', { errors: [{ pointer: '/password', code: 'short-without-code' }] })
    : undefined
