import { z } from 'zod'
import { StaffView } from './operator.ts'
import type { Route } from './route.ts'
import { SessionView } from './session.ts'
import { Moment, PasskeyId } from './shapes.ts'

/** Of WebAuthn's binary fields. */
const base64url = (longest: number) =>
  z
    .string()
    .min(1)
    .max(longest)
    .regex(/^[\w-]+$/)
const Name = z
  .string()
  .trim()
  .min(1)
  .max(60)
  .regex(/^[^\p{C}<>]+$/u)
const Descriptor = z.object({
  type: z.literal('public-key'),
  id: z.string(),
  transports: z.array(z.string()),
})

/** What `navigator.credentials.create` is given, as JSON (WebAuthn, PublicKeyCredentialCreationOptionsJSON). */
export const PasskeyCreation = z.object({
  rp: z.object({ id: z.string(), name: z.string() }),
  user: z.object({ id: z.string(), name: z.string(), displayName: z.string() }),
  challenge: z.string(),
  pubKeyCredParams: z.array(z.object({ type: z.literal('public-key'), alg: z.int() })),
  timeout: z.int(),
  attestation: z.literal('none'),
  excludeCredentials: z.array(Descriptor),
  authenticatorSelection: z.object({
    residentKey: z.literal('required'),
    requireResidentKey: z.literal(true),
    userVerification: z.literal('required'),
  }),
})
export type PasskeyCreation = z.infer<typeof PasskeyCreation>

/** What `navigator.credentials.get` is given. No credential is named, so that the question tells of no account. */
export const PasskeyRequest = z.object({
  rpId: z.string(),
  challenge: z.string(),
  timeout: z.int(),
  userVerification: z.literal('required'),
})
export type PasskeyRequest = z.infer<typeof PasskeyRequest>

/** A new credential, as the browser answers `create`. */
export const NewCredential = z.strictObject({
  id: base64url(1400),
  clientDataJSON: base64url(4000),
  attestationObject: base64url(8000),
  transports: z.array(z.string().max(20)).max(10).optional(),
})
export type NewCredential = z.infer<typeof NewCredential>

/** A credential's signature, as the browser answers `get`. */
export const Assertion = z.strictObject({
  id: base64url(1400),
  clientDataJSON: base64url(4000),
  authenticatorData: base64url(4000),
  signature: base64url(4000),
  userHandle: base64url(100),
})
export type Assertion = z.infer<typeof Assertion>

/** `synced`: kept by a password manager that has it on other devices too. */
export const PasskeyView = z.object({
  id: z.string(),
  name: z.string(),
  since: Moment,
  lastUsedAt: Moment.optional(),
  synced: z.boolean(),
})
export type PasskeyView = z.infer<typeof PasskeyView>

const EnrolToken = z.string().min(20).max(120)

export const passkeyRoutes = {
  beginPasskeySignIn: {
    method: 'POST',
    creates: 'secret',
    path: '/passkeys/sign-in',
    surface: 'public',
    summary: 'A challenge for a sign-in with a passkey, good once, for five minutes and for this browser',
    body: z.strictObject({ as: z.enum(['employer', 'staff']) }),
    success: { status: 200, description: 'What the browser asks a passkey for', schema: PasskeyRequest },
    problems: [],
  },
  signInByPasskey: {
    method: 'POST',
    creates: 'session',
    path: '/session/passkey',
    surface: 'public',
    summary: 'Sign in with a passkey',
    body: z.strictObject({ credential: Assertion }),
    success: { status: 200, description: 'Signed in; the session is in the cookie', schema: SessionView },
    problems: ['passkey-refused'],
  },
  staffSignInByPasskey: {
    method: 'POST',
    creates: 'session',
    path: '/operator/session/passkey',
    surface: 'public',
    summary: 'Sign in as staff with a passkey, which is both factors',
    body: z.strictObject({ credential: Assertion }),
    success: { status: 200, description: 'Signed in; the session is in the cookies', schema: StaffView },
    problems: ['passkey-refused'],
  },
  beginEnrolmentPasskey: {
    method: 'POST',
    creates: 'secret',
    path: '/operator/enrolment/passkey',
    surface: 'public',
    summary: 'A challenge for the passkey of someone who follows their one-time link',
    body: z.strictObject({ token: EnrolToken }),
    success: { status: 200, description: 'What the browser makes a passkey of', schema: PasskeyCreation },
    problems: ['link-over'],
  },
  finishEnrolmentByPasskey: {
    method: 'POST',
    creates: 'session',
    path: '/operator/enrolment/passkey/finish',
    surface: 'public',
    summary: 'Enrol with a passkey in place of password and authenticator app: uses up the link and signs in',
    body: z.strictObject({ token: EnrolToken, name: Name, credential: NewCredential }),
    success: {
      status: 200,
      description: 'Signed in; the recovery codes are told this once',
      schema: z.object({ recoveryCodes: z.array(z.string()) }),
    },
    problems: ['link-over', 'passkey-refused'],
  },
  proveSession: {
    method: 'POST',
    creates: 'state',
    path: '/session/proof',
    surface: 'session',
    summary: 'Say the password once more, to add or remove passkeys for a quarter of an hour',
    body: z.strictObject({ passwordAgain: z.string().min(1).max(256) }),
    success: { status: 204, description: 'Proven' },
    problems: ['conflict'],
  },
  listPasskeys: {
    method: 'GET',
    path: '/passkeys',
    surface: 'session',
    summary: 'The own passkeys, newest first',
    success: { status: 200, description: 'They', schema: z.object({ items: z.array(PasskeyView) }) },
    problems: [],
  },
  beginPasskey: {
    method: 'POST',
    creates: 'secret',
    path: '/passkeys/new',
    surface: 'session',
    summary: 'A challenge for a new passkey; who signed in long ago proves themselves first',
    success: { status: 200, description: 'What the browser makes a passkey of', schema: PasskeyCreation },
    problems: ['sign-in-again', 'conflict'],
  },
  addPasskey: {
    method: 'POST',
    creates: 'link',
    path: '/passkeys',
    surface: 'session',
    summary: 'Add the passkey that was made',
    body: z.strictObject({ name: Name, credential: NewCredential }),
    success: { status: 201, description: 'Added', schema: PasskeyView },
    problems: ['sign-in-again', 'passkey-refused', 'conflict'],
  },
  removePasskey: {
    method: 'DELETE',
    path: '/passkeys/:passkeyId',
    surface: 'session',
    summary: 'Remove one of the own passkeys; who signed in long ago proves themselves first',
    params: z.strictObject({ passkeyId: PasskeyId }),
    success: { status: 204, description: 'Removed' },
    problems: ['sign-in-again', 'last-factor', 'conflict'],
  },
} as const satisfies Record<string, Route>
