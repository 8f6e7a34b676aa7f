import type { Assertion, NewCredential, PasskeyCreation, PasskeyRequest } from '@rolecall/contract/api/passkeys'

/** Whether the browser knows passkeys here at all: not over plain HTTP, and not at an address without a name. */
export const knowsPasskeys = (): boolean =>
  typeof window.PublicKeyCredential === 'function' && !/^[\d.]+$|:/.test(location.hostname)

/** Asks the browser to make a passkey. Throws where the person turned it down. */
export const makePasskey = async (optionsJSON: PasskeyCreation): Promise<NewCredential> => {
  const { startRegistration } = await import('@simplewebauthn/browser')
  const { id, response } = await startRegistration({ optionsJSON })
  const { clientDataJSON, attestationObject, transports = [] } = response
  return { id, clientDataJSON, attestationObject, transports }
}

/** Asks the person for one of their passkeys. Throws where they turned it down. */
export const signWithPasskey = async (optionsJSON: PasskeyRequest): Promise<Assertion> => {
  const { startAuthentication } = await import('@simplewebauthn/browser')
  const { id, response } = await startAuthentication({ optionsJSON })
  const { clientDataJSON, authenticatorData, signature, userHandle = '' } = response
  return { id, clientDataJSON, authenticatorData, signature, userHandle }
}

/** The device has one of this account already. */
export const isKnownHere = (error: unknown): boolean => error instanceof Error && error.name === 'InvalidStateError'
