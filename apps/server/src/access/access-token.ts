import { randomUUID } from 'node:crypto'
import { ApiScope } from '@rolecall/contract/api/api-clients'
import type { DocumentOf } from '@rolecall/core/model/collections'
import type { Clock } from '@rolecall/core/ports/clock'
import { errors, type JWTPayload, jwtVerify, SignJWT } from 'jose'
import type { SigningKeys } from './signing-keys.ts'

export type Surface = DocumentOf<'sessions'>['surface']

/** Whom an access token speaks for. */
export type AccessClaims = { readonly sessionId: string; readonly subject: string; readonly surface: Surface }

/** An API client, and what its token is good for. */
export type ClientClaims = { readonly clientId: string; readonly scopes: readonly ApiScope[] }

export type AccessTokens = {
  /** A JWT (RFC 9068: `typ` `at+jwt`, ES256) that ends after `accessMs`. */
  sign(claims: AccessClaims): Promise<string>
  /** The claims of a token that this installation signed, that has not ended and is for one of its surfaces. */
  verify(token: string): Promise<AccessClaims | undefined>
  /** For programs: an audience of its own, so that neither kind of token is taken for the other. */
  signClient(claims: ClientClaims): Promise<string>
  verifyClient(token: string): Promise<ClientClaims | undefined>
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
const clientAudience = 'rolecall:api'
const longestToken = 2048

export const createAccessTokens = (deps: AccessTokenDeps): AccessTokens => ({
  sign: ({ sessionId, subject, surface }) =>
    signed(deps, { audience: `rolecall:${surface}`, subject, more: { sid: sessionId } }),
  verify: async (token) => {
    const payload = await verified(deps, token, { audiences: [...audiences.keys()], required: ['sid'] })
    const surface = typeof payload?.aud === 'string' ? audiences.get(payload.aud) : undefined
    if (surface === undefined || typeof payload?.sid !== 'string' || payload.sub === undefined) return undefined
    return { sessionId: payload.sid, subject: payload.sub, surface }
  },
  signClient: ({ clientId, scopes }) =>
    signed(deps, {
      audience: clientAudience,
      subject: clientId,
      more: { client_id: clientId, scope: scopes.join(' ') },
    }),
  verifyClient: async (token) => {
    const audience = { audiences: [clientAudience], required: ['client_id', 'scope'] }
    const payload = await verified(deps, token, audience)
    if (payload?.aud !== clientAudience || payload.client_id !== payload.sub) return undefined
    if (payload.sub === undefined || typeof payload.scope !== 'string') return undefined
    const scopes = payload.scope.split(' ').flatMap((scope) => ApiScope.safeParse(scope).data ?? [])
    return { clientId: payload.sub, scopes }
  },
})

const signed = async (
  { keys, clock, issuer }: AccessTokenDeps,
  of: { readonly audience: string; readonly subject: string; readonly more: JWTPayload },
): Promise<string> => {
  const { kid, privateKey } = await keys.signing()
  const now = Math.floor(clock.now() / 1000)
  return new SignJWT(of.more)
    .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', kid })
    .setIssuer(issuer())
    .setAudience(of.audience)
    .setSubject(of.subject)
    .setJti(randomUUID())
    .setIssuedAt(now)
    .setNotBefore(now)
    .setExpirationTime(now + accessMs / 1000)
    .sign(privateKey)
}

const verified = async (
  { keys, clock, issuer }: AccessTokenDeps,
  token: string,
  { audiences, required }: { readonly audiences: string[]; readonly required: string[] },
): Promise<JWTPayload | undefined> => {
  if (token.length > longestToken) return undefined
  try {
    const { payload } = await jwtVerify(token, async ({ kid }) => keyOf(await keys.verifying(kid ?? '')), {
      algorithms: ['ES256'],
      typ: 'at+jwt',
      issuer: issuer(),
      audience: audiences,
      requiredClaims: ['sub', 'jti', 'iat', 'nbf', 'exp', ...required],
      currentDate: new Date(clock.now()),
      clockTolerance: leewaySeconds,
    })
    return payload
  } catch (error) {
    if (error instanceof errors.JOSEError || error instanceof TypeError || error instanceof SyntaxError)
      return undefined
    throw error
  }
}

/** Only keys of the store verify: what a token's header says of keys but `kid` is not looked at. */
const keyOf = (key: Awaited<ReturnType<SigningKeys['verifying']>>) => {
  if (key === undefined) throw new errors.JWKSNoMatchingKey()
  return key.publicKey
}
