import type { NewCredential, PasskeyCreation } from '@rolecall/contract/api/passkeys'
import type { DocumentOf } from '@rolecall/core/model/collections'
import type { Stored } from '@rolecall/core/ports/store'
import { recoveryCodesOf, recoveryHashOf, totpSecretOf, totpUriOf, useCode } from '../../access/second-factor.ts'
import { isRefusal, type Refusal, refuse } from '../../refusal.ts'
import { decideAgain } from '../parts/decide-again.ts'
import { isEasyPassword } from '../parts/easy-password.ts'
import { creationFor, madePasskey, notedOfPasskey, type PasskeyDeps, putPasskey } from '../parts/passkeys.ts'
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
    const totpUri = totpUriOf(totpSecret, { issuer: deps.settings.current().operator.name, label: email })
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
  const asking = await find(deps, token)
  if (asking === undefined) return refuse('link-over')
  const { email, name } = asking.user.doc
  if (await isEasyPassword(password, [email, name]))
    return refuse('invalid-fields', { errors: [{ pointer: '/password', code: 'easy-password' }] })
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

type ByPasskey = { readonly token: string; readonly browser: string }

/** What the browser makes the passkey of, of someone who follows their link. */
export const beginEnrolmentPasskey = async (
  deps: StaffDeps & PasskeyDeps,
  { token, browser }: ByPasskey,
): Promise<PasskeyCreation | Refusal> => {
  const found = await find(deps, token)
  if (found === undefined) return refuse('link-over')
  const { id, email, name } = found.user.doc
  return creationFor(deps, { subject: id, surface: 'operator', browser }, { name: email, displayName: name })
}

/**
 * Uses up a link: from now on the passkey signs in, which is both factors. An authenticator app that was only shown counts
 * for nothing. The recovery codes are told this once; whoever needs one sets a password by mail first.
 */
export const finishEnrolmentByPasskey = async (
  deps: StaffDeps & PasskeyDeps,
  { token, browser, ...wish }: ByPasskey & { readonly name: string; readonly credential: NewCredential },
): Promise<{ readonly userId: string; readonly recoveryCodes: readonly string[] } | Refusal> => {
  const found = await find(deps, token)
  if (found === undefined) return refuse('link-over')
  const { staff, user } = found
  const userId = user.doc.id
  const passkey = await madePasskey(deps, { subject: userId, surface: 'operator', browser }, wish)
  if (isRefusal(passkey)) return passkey
  const recoveryCodes = recoveryCodesOf(deps.randomBytes)
  const { enrolHash: _hash, enrolUntil: _until, totpSecret: _unproven, ...rest } = staff.doc
  const recoveryHashes = recoveryCodes.map(recoveryHashOf)
  const at = passkey.createdAt
  const what = { action: 'staff.enrol', subjectId: userId, detail: 'passkey' } as const
  const { outcome } = await deps.store.commit([
    { op: 'put', collection: 'staff', doc: { ...rest, recoveryHashes, state: 'active' }, expected: staff.revision },
    putPasskey(passkey),
    notedOfPasskey(passkey, 'passkey.add', at),
    notedOfStaff({ userId, role: rest.role }, at, what),
  ])
  if (outcome === 'committed') return { userId, recoveryCodes }
  return refuse(outcome === 'duplicate' ? 'passkey-refused' : 'link-over')
}

const find = async ({ store, clock }: StaffDeps, token: string): Promise<Enrolling | undefined> => {
  const [userId = '', secret = ''] = token.split('.')
  const [staff, user] = await Promise.all([store.get('staff', userId), store.get('users', userId)])
  if (staff === undefined || user === undefined || user.doc.state !== 'active') return undefined
  const { state, enrolHash, enrolUntil = 0 } = staff.doc
  const open = state === 'enrolling' && enrolHash === enrolHashOf(secret) && clock.now() < enrolUntil
  return open ? { staff, user } : undefined
}
