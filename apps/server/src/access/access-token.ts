import { randomUUID } from 'node:crypto'
import type { DocumentOf } from '@rolecall/core/model/collections'
import type { Clock } from '@rolecall/core/ports/clock'
import { errors, jwtVerify, SignJWT } from 'jose'
import type { SigningKeys } from './signing-keys.ts'

export type Surface = DocumentOf<'sessions'>['surface']

/** Whom an access token speaks for. */
export type AccessClaims = { readonly sessionId: string; readonly subject: string; readonly surface: Surface }

export type AccessTokens = {
  /** A JWT (RFC 9068: `typ` `at+jwt`, ES256) that ends after `accessMs`. */
  sign(claims: AccessClaims): Promise<string>
  /** The claims of a token that this installation signed, that has not ended and is for one of its surfaces. */
  verify(token: string): Promise<AccessClaims | undefined>
}

export type AccessTokenDeps = {
  readonly keys: SigningKeys
  readonly clock: Clock
  /** The origin that people open: `iss` of each token. */
  readonly issuer: () => string
}

export const accessMs = 5 * 60_000
/** By how much two processes' clocks may differ. */
const leewaySeconds = 60
const audiences: ReadonlyMap<string, Surface> = new Map([
  ['rolecall:person', 'person'],
  ['rolecall:employer', 'employer'],
  ['rolecall:operator', 'operator'],
])
const longestToken = 2048

export const createAccessTokens = ({ keys, clock, issuer }: AccessTokenDeps): AccessTokens => ({
  sign: async ({ sessionId, subject, surface }) => {
    const { kid, privateKey } = await keys.signing()
    const now = Math.floor(clock.now() / 1000)
    return new SignJWT({ sid: sessionId })
      .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', kid })
      .setIssuer(issuer())
      .setAudience(`rolecall:${surface}`)
      .setSubject(subject)
      .setJti(randomUUID())
      .setIssuedAt(now)
      .setNotBefore(now)
      .setExpirationTime(now + accessMs / 1000)
      .sign(privateKey)
  },
  verify: async (token) => {
    if (token.length > longestToken) return undefined
    try {
      const { payload } = await jwtVerify(token, async ({ kid }) => keyOf(await keys.verifying(kid ?? '')), {
        algorithms: ['ES256'],
        typ: 'at+jwt',
        issuer: issuer(),
        audience: [...audiences.keys()],
        requiredClaims: ['sub', 'sid', 'jti', 'iat', 'nbf', 'exp'],
        currentDate: new Date(clock.now()),
        clockTolerance: leewaySeconds,
      })
      const surface = typeof payload.aud === 'string' ? audiences.get(payload.aud) : undefined
      if (surface === undefined || typeof payload.sid !== 'string' || payload.sub === undefined) return undefined
      return { sessionId: payload.sid, subject: payload.sub, surface }
    } catch (error) {
      if (error instanceof errors.JOSEError || error instanceof TypeError || error instanceof SyntaxError)
        return undefined
      throw error
    }
  },
})

/** Only keys of the store verify: what a token's header says of keys but `kid` is not looked at. */
const keyOf = (key: Awaited<ReturnType<SigningKeys['verifying']>>) => {
  if (key === undefined) throw new errors.JWKSNoMatchingKey()
  return key.publicKey
}
