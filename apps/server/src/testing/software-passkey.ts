import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto'
import type { Assertion, NewCredential, PasskeyCreation, PasskeyRequest } from '@rolecall/contract/api/passkeys'

/** What an answer says other than it should. */
export type Bent = {
  readonly challenge?: string
  readonly origin?: string
  readonly rpId?: string
  readonly crossOrigin?: boolean
  readonly topOrigin?: string
  readonly type?: string
  /** Whether finger, face or code was asked for. */
  readonly verified?: boolean
  readonly counter?: number
  readonly backupEligible?: boolean
  readonly userHandle?: string
  /** Of another's. */
  readonly id?: string
}

export type SoftwarePasskey = {
  readonly id: string
  readonly created: NewCredential
  sign(request: PasskeyRequest, bent?: Bent): Assertion
}

/** Makes an ES256 credential with attestation `none` as an authenticator and a browser would, byte for byte. */
export const createPasskey = (
  { rp, user, challenge }: PasskeyCreation,
  origin: string,
  bent: Bent = {},
): SoftwarePasskey => {
  const id = bent.id ?? randomBytes(32).toString('base64url')
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' })
  const credential = Buffer.from(id, 'base64url')
  const attested = Buffer.concat([Buffer.alloc(16), uint16(credential.length), credential, coseKey(x, y)])
  const authData = Buffer.concat([authenticatorData(rp.id, bent, 0x40), attested])
  const attestation = map([text('fmt'), text('none')], [text('attStmt'), map()], [text('authData'), bytes(authData)])
  return {
    id,
    created: {
      id,
      clientDataJSON: clientData('webauthn.create', challenge, { origin, ...bent }),
      attestationObject: attestation.toString('base64url'),
      transports: ['internal'],
    },
    sign: (request, wrong = {}) => {
      const data = authenticatorData(request.rpId, wrong)
      const clientDataJSON = clientData('webauthn.get', request.challenge, { origin, ...wrong })
      const hash = createHash('sha256').update(Buffer.from(clientDataJSON, 'base64url')).digest()
      return {
        id: wrong.id ?? id,
        clientDataJSON,
        authenticatorData: data.toString('base64url'),
        signature: sign('sha256', Buffer.concat([data, hash]), privateKey).toString('base64url'),
        userHandle: wrong.userHandle ?? user.id,
      }
    },
  }
}

const clientData = (type: string, challenge: string, bent: Bent): string => {
  const { origin, crossOrigin = false, topOrigin } = bent
  const data = { type: bent.type ?? type, challenge: bent.challenge ?? challenge, origin, crossOrigin, topOrigin }
  return Buffer.from(JSON.stringify(data)).toString('base64url')
}

/** Present, verified, and as `backupEligible` says. */
const authenticatorData = (rpId: string, bent: Bent, more = 0): Buffer => {
  const flags = 0x01 | (bent.verified === false ? 0 : 0x04) | (bent.backupEligible ? 0x08 : 0) | more
  const counter = Buffer.alloc(4)
  counter.writeUInt32BE(bent.counter ?? 0)
  const rpIdHash = createHash('sha256')
    .update(bent.rpId ?? rpId)
    .digest()
  return Buffer.concat([rpIdHash, Buffer.of(flags), counter])
}

/** COSE_Key: kty EC2, alg ES256, crv P-256, x, y. */
const coseKey = (x: string, y: string): Buffer =>
  map(
    [Buffer.of(0x01), Buffer.of(0x02)],
    [Buffer.of(0x03), Buffer.of(0x26)],
    [Buffer.of(0x20), Buffer.of(0x01)],
    [Buffer.of(0x21), bytes(Buffer.from(x, 'base64url'))],
    [Buffer.of(0x22), bytes(Buffer.from(y, 'base64url'))],
  )

const map = (...pairs: readonly (readonly [Buffer, Buffer])[]): Buffer =>
  Buffer.concat([Buffer.of(0xa0 | pairs.length), ...pairs.flat()])
const text = (value: string): Buffer => Buffer.concat([Buffer.of(0x60 | value.length), Buffer.from(value)])
/** Lengths as short as can be: canonical CBOR. */
const bytes = (value: Buffer): Buffer =>
  value.length < 0x100
    ? Buffer.concat([Buffer.of(0x58, value.length), value])
    : Buffer.concat([Buffer.of(0x59), uint16(value.length), value])
const uint16 = (value: number): Buffer => Buffer.of(value >> 8, value & 0xff)
