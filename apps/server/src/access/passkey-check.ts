import type { Assertion, NewCredential } from '@rolecall/contract/api/passkeys'
import type { DocumentOf } from '@rolecall/core/model/collections'
import type { AuthenticatorTransport } from '@simplewebauthn/server'
import type { Surface } from './access-token.ts'

type Passkey = DocumentOf<'passkeys'>

/** Ed25519, ES256 and RS256, as COSE names them. */
export const algorithms: readonly number[] = [-8, -7, -257]

/** The one origin that people open, and its host: what a passkey is bound to. Never what a request says of itself. */
export type Site = { readonly origin: string; readonly rpId: string }
export const siteOf = (publicUrl: string): Site => {
  const { origin, hostname } = new URL(publicUrl)
  return { origin, rpId: hostname }
}

/** The account as an authenticator keeps it: another for each surface, else one passkey would replace the other's. */
export const userHandleOf = (whose: { readonly surface: Surface; readonly subject: string }): string =>
  Buffer.from(`${whose.surface}:${whose.subject}`).toString('base64url')

/** The challenge that a browser signed for; undefined for what is not its data, and for a page inside another site's. */
export const challengeIn = (clientDataJSON: string): string | undefined => {
  try {
    const data: unknown = JSON.parse(Buffer.from(clientDataJSON, 'base64url').toString())
    if (typeof data !== 'object' || data === null || 'topOrigin' in data) return undefined
    if ('crossOrigin' in data && data.crossOrigin !== false) return undefined
    return 'challenge' in data && typeof data.challenge === 'string' ? data.challenge : undefined
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

type Made = Pick<Passkey, 'credentialId' | 'publicKey' | 'counter' | 'transports' | 'backupEligible' | 'backedUp'>

/** What is kept of a new credential; undefined where anything about it is not as it was asked for. */
export const checkNewCredential = async (
  site: Site,
  challenge: string,
  { id, clientDataJSON, attestationObject, transports = [] }: NewCredential,
): Promise<Made | undefined> => {
  // With what it knows of certificates a tenth of all the code there is: no start waits for it.
  const { verifyRegistrationResponse } = await import('@simplewebauthn/server')
  const known = transports.filter(isTransport)
  const found = await orUndefined(
    verifyRegistrationResponse({
      response: {
        id,
        rawId: id,
        type: 'public-key',
        response: { clientDataJSON, attestationObject },
        clientExtensionResults: {},
      },
      expectedChallenge: challenge,
      expectedOrigin: site.origin,
      expectedRPID: site.rpId,
      requireUserVerification: true,
      supportedAlgorithmIDs: [...algorithms],
    }),
  )
  if (found === undefined || !found.verified) return undefined
  const { credential, credentialDeviceType, credentialBackedUp } = found.registrationInfo
  if (credential.id !== id) return undefined
  return {
    credentialId: id,
    publicKey: Buffer.from(credential.publicKey).toString('base64url'),
    counter: credential.counter,
    transports: known,
    backupEligible: credentialDeviceType === 'multiDevice',
    backedUp: credentialBackedUp,
  }
}

/** `clone`: rightly signed, but counted no further than before, so that there may be two of it. */
export type Signed = { readonly result: 'right'; readonly passkey: Passkey } | { readonly result: 'wrong' | 'clone' }

/** Whether the passkey signed for this challenge, here, with its user verified; and the passkey as it is then. */
export const checkAssertion = async (
  site: Site,
  { challenge, passkey }: { readonly challenge: string; readonly passkey: Passkey },
  { id, userHandle, ...response }: Assertion,
): Promise<Signed> => {
  if (id !== passkey.credentialId || userHandle !== userHandleOf(passkey)) return { result: 'wrong' }
  const { verifyAuthenticationResponse } = await import('@simplewebauthn/server')
  const found = await orUndefined(
    verifyAuthenticationResponse({
      response: { id, rawId: id, type: 'public-key', response, clientExtensionResults: {} },
      expectedChallenge: challenge,
      expectedOrigin: site.origin,
      expectedRPID: site.rpId,
      requireUserVerification: true,
      // The counter is judged below, once the signature is known to be right.
      credential: { id, publicKey: new Uint8Array(Buffer.from(passkey.publicKey, 'base64url')), counter: 0 },
    }),
  )
  if (found === undefined || !found.verified) return { result: 'wrong' }
  const { newCounter, credentialDeviceType, credentialBackedUp } = found.authenticationInfo
  if ((credentialDeviceType === 'multiDevice') !== passkey.backupEligible) return { result: 'wrong' }
  if ((newCounter > 0 || passkey.counter > 0) && newCounter <= passkey.counter) return { result: 'clone' }
  return { result: 'right', passkey: { ...passkey, counter: newCounter, backedUp: credentialBackedUp } }
}

/** The library throws whatever is wrong with what a browser sent. */
const orUndefined = async <T>(checking: Promise<T>): Promise<T | undefined> => {
  try {
    return await checking
  } catch {
    return undefined
  }
}

const transportNames: readonly AuthenticatorTransport[] = ['ble', 'hybrid', 'internal', 'nfc', 'usb']
const isTransport = (name: string): name is AuthenticatorTransport => transportNames.some((each) => each === name)
