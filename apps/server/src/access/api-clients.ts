import { createHash, timingSafeEqual } from 'node:crypto'
import type { DocumentOf } from '@rolecall/core/model/collections'
import type { Clock } from '@rolecall/core/ports/clock'
import type { Store, Stored } from '@rolecall/core/ports/store'

export type ApiClient = DocumentOf<'apiClients'>
type Deps = { readonly store: Store; readonly clock: Clock }

/** After a new secret was made, how long the one before is taken. Milliseconds. */
export const overlapMs = 24 * 60 * 60 * 1000

/** A secret that people can tell from other texts; 256 random bits need no slow hash. */
export const newSecret = (randomBytes: (count: number) => Buffer): string =>
  `rcs_${randomBytes(32).toString('base64url')}`

export const hashOfSecret = (secret: string): string => createHash('sha256').update(secret).digest('base64url')

/** The client while it may work: neither revoked nor over. */
export const readApiClient = async ({ store, clock }: Deps, id: string): Promise<Stored<ApiClient> | undefined> => {
  const client = await store.get('apiClients', id)
  return client !== undefined && isAlive(client.doc, clock.now()) ? client : undefined
}

/** The client that an id and a secret prove. An unknown id costs the same comparison. */
export const proveApiClient = async (
  deps: Deps,
  { id, secret }: { readonly id: string; readonly secret: string },
): Promise<Stored<ApiClient> | undefined> => {
  const client = await readApiClient(deps, id)
  const now = deps.clock.now()
  const given = Buffer.from(hashOfSecret(secret))
  const kept = (client?.doc.secrets ?? [{ hash: hashOfSecret('') }]).filter(
    ({ endsAt }: { readonly endsAt?: number | undefined }) => endsAt === undefined || now < endsAt,
  )
  const right = kept.map(({ hash }) => timingSafeEqual(given, Buffer.from(hash))).includes(true)
  return right ? client : undefined
}

export const isAlive = ({ revokedAt, expiresAt }: ApiClient, now: number): boolean =>
  revokedAt === undefined && (expiresAt === undefined || now < expiresAt)
