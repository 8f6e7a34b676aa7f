import type { DocumentOf } from '@rolecall/core/model/collections'
import type { Stored } from '@rolecall/core/ports/store'
import { recoveryCodesOf, recoveryHashOf, totpSecretOf, totpUriOf, useCode } from '../../access/second-factor.ts'
import { type Refusal, refuse } from '../../refusal.ts'
import { decideAgain } from '../parts/decide-again.ts'
import type { Passwords } from '../parts/passwords.ts'
import { enrolHashOf } from './add-staff.ts'
import { notedOfStaff, type StaffDeps } from './staff-deps.ts'

type Enrolling = { readonly staff: Stored<DocumentOf<'staff'>>; readonly user: Stored<DocumentOf<'users'>> }

/** What someone who follows their link is shown: who they are, and what their authenticator app must know. */
export type Enrolment = {
  readonly email: string
  readonly name: string
  readonly role: DocumentOf<'staff'>['role']
  readonly totpSecret: string
  readonly totpUri: string
}

/** Looks at a link without using it up. The secret stays the same until the enrolment is finished. */
export const readEnrolment = async (deps: StaffDeps, token: string): Promise<Enrolment | Refusal> =>
  decideAgain<Enrolment>(deps.store, async () => {
    const found = await find(deps, token)
    if (found === undefined) return refuse('link-over')
    const { staff, user } = found
    const totpSecret = staff.doc.totpSecret ?? totpSecretOf(deps.randomBytes)
    const { email, name } = user.doc
    const totpUri = totpUriOf(totpSecret, { issuer: deps.config.operator.name, label: email })
    const doc = { ...staff.doc, totpSecret }
    return {
      changes:
        staff.doc.totpSecret === undefined ? [{ op: 'put', collection: 'staff', doc, expected: staff.revision }] : [],
      result: { email, name, role: staff.doc.role, totpSecret, totpUri },
    }
  })

/** Uses up a link: from now on the password and the app's codes sign in. The recovery codes are told this once. */
export const finishEnrolment = async (
  deps: StaffDeps & { readonly passwords: Passwords },
  { token, password, code }: { readonly token: string; readonly password: string; readonly code: string },
): Promise<{ readonly userId: string; readonly recoveryCodes: readonly string[] } | Refusal> => {
  const now = deps.clock.now()
  const recoveryCodes = recoveryCodesOf(deps.randomBytes)
  // The dear work is done for whoever has a link, not for everyone who asks.
  if ((await find(deps, token)) === undefined) return refuse('link-over')
  const passwordHash = await deps.passwords.hash(password)
  if (passwordHash === 'busy') return refuse('rate-limited', { retryAfterSeconds: 5 })
  return decideAgain(deps.store, async () => {
    const found = await find(deps, token)
    if (found === undefined) return refuse('link-over')
    const { staff, user } = found
    const factor = useCode({ ...staff.doc, recoveryHashes: [] }, code, now)
    if (factor === undefined) return refuse('invalid-fields', { errors: [{ pointer: '/code', code: 'invalid' }] })
    const { enrolHash: _hash, enrolUntil: _until, ...rest } = staff.doc
    const recoveryHashes = recoveryCodes.map(recoveryHashOf)
    return {
      changes: [
        {
          op: 'put',
          collection: 'staff',
          doc: { ...rest, totpStep: factor.totpStep, recoveryHashes, state: 'active' },
          expected: staff.revision,
        },
        { op: 'put', collection: 'users', doc: { ...user.doc, passwordHash }, expected: user.revision },
        notedOfStaff({ userId: user.doc.id, role: rest.role }, now, { action: 'staff.enrol', subjectId: user.doc.id }),
      ],
      result: { userId: user.doc.id, recoveryCodes },
    }
  })
}

const find = async ({ store, clock }: StaffDeps, token: string): Promise<Enrolling | undefined> => {
  const [userId = '', secret = ''] = token.split('.')
  const [staff, user] = await Promise.all([store.get('staff', userId), store.get('users', userId)])
  if (staff === undefined || user === undefined || user.doc.state !== 'active') return undefined
  const { state, enrolHash, enrolUntil = 0 } = staff.doc
  const open = state === 'enrolling' && enrolHash === enrolHashOf(secret) && clock.now() < enrolUntil
  return open ? { staff, user } : undefined
}
