import type { NewCredential, PasskeyCreation } from '@rolecall/contract/api/passkeys'
import type { AuditAction } from '@rolecall/core/model/audit'
import type { DocumentOf } from '@rolecall/core/model/collections'
import type { Change, Stored } from '@rolecall/core/ports/store'
import type { Surface } from '../../access/access-token.ts'
import { type ChallengeDeps, challengeMs, newChallenge, useChallenge } from '../../access/passkey-challenge.ts'
import { algorithms, challengeIn, checkNewCredential, siteOf, userHandleOf } from '../../access/passkey-check.ts'
import { noted } from '../../audit/note.ts'
import type { Limits } from '../../limits/limits.ts'
import type { Log } from '../../log.ts'
import type { MakeId } from '../../make-id.ts'
import { type Refusal, refuse } from '../../refusal.ts'
import type { CurrentSettings } from '../../settings/settings.ts'
import { deletion } from './delete-rows.ts'

export type Passkey = DocumentOf<'passkeys'>

export type PasskeyDeps = ChallengeDeps & {
  readonly limits: Limits
  readonly log: Log
  readonly makeId: MakeId
  readonly settings: CurrentSettings
  readonly config: {
    /** Origin that people open, without a slash at the end. */
    readonly publicUrl: () => string
  }
}

/** An account on one surface, in a browser whose cookie holds `browser`. */
export type Owner = { readonly subject: string; readonly surface: Surface; readonly browser: string }

export const mostPasskeys = 20

/** Newest first. */
export const passkeysOf = async (
  { store }: Pick<PasskeyDeps, 'store'>,
  { subject, surface }: Pick<Owner, 'subject' | 'surface'>,
): Promise<readonly Stored<Passkey>[]> => {
  const { items } = await store.find('passkeys', {
    index: 'subject',
    where: [subject],
    order: 'descending',
    limit: 1000,
  })
  return items.filter(({ doc }) => doc.surface === surface)
}

/** What the browser makes a passkey of: one that finds its account by itself and asks for finger, face or code. */
export const creationFor = async (
  deps: PasskeyDeps,
  owner: Owner,
  { name, displayName }: { readonly name: string; readonly displayName: string },
): Promise<PasskeyCreation | Refusal> => {
  const [own, challenge] = [await passkeysOf(deps, owner), await newChallenge(deps, { ceremony: 'create', ...owner })]
  if (own.length >= mostPasskeys) return refuse('conflict')
  if (challenge === undefined) return refuse('unavailable')
  return {
    rp: { id: siteOf(deps.config.publicUrl()).rpId, name: deps.settings.current().operator.name },
    user: { id: userHandleOf(owner), name, displayName },
    challenge,
    pubKeyCredParams: algorithms.map((alg) => ({ type: 'public-key', alg })),
    timeout: challengeMs,
    attestation: 'none',
    excludeCredentials: own.map(({ doc }) => ({
      type: 'public-key',
      id: doc.credentialId,
      transports: doc.transports,
    })),
    authenticatorSelection: { residentKey: 'required', requireResidentKey: true, userVerification: 'required' },
  }
}

/** The passkey that the browser made, to be stored; its challenge is used up. */
export const madePasskey = async (
  deps: PasskeyDeps,
  owner: Owner,
  { name, credential }: { readonly name: string; readonly credential: NewCredential },
): Promise<Passkey | Refusal> => {
  const challenge = challengeIn(credential.clientDataJSON)
  const isOurs = challenge !== undefined && (await useChallenge(deps, challenge, { ceremony: 'create', ...owner }))
  const made = isOurs && (await checkNewCredential(siteOf(deps.config.publicUrl()), challenge, credential))
  if (!made) return refuse('passkey-refused')
  const { subject, surface } = owner
  return { id: deps.makeId('passkeys'), subject, surface, ...made, name, createdAt: deps.clock.now() }
}

export const putPasskey = (doc: Passkey): Change => ({ op: 'put', collection: 'passkeys', doc, expected: 'absent' })

export const deletePasskeys = (passkeys: readonly Stored<Passkey>[]): readonly Change[] =>
  passkeys.map((passkey) => deletion('passkeys', passkey))

/** What its owner did with a passkey, or what was done with it. */
export const notedOfPasskey = (
  { subject, surface, id }: Pick<Passkey, 'subject' | 'surface' | 'id'>,
  action: AuditAction,
  at: number,
): Change =>
  noted({
    at,
    actorKind: surface === 'person' ? 'person' : 'user',
    actorId: subject,
    action,
    subjectId: id,
    detail: surface,
  })
