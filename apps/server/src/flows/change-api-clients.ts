import type { NewApiClient } from '@rolecall/contract/api/api-clients'
import type { AuditAction } from '@rolecall/core/model/audit'
import type { Change, Stored } from '@rolecall/core/ports/store'
import { type ApiClient, hashOfSecret, isAlive, newSecret, overlapMs } from '../access/api-clients.ts'
import { isRefusal, type Refusal, refuse } from '../refusal.ts'
import { type Decided, decideAgain } from './parts/decide-again.ts'
import type { EmployerActor, EmployerDeps } from './parts/employer-deps.ts'
import { notedOf } from './parts/noted-of.ts'
import type { Once } from './parts/once.ts'

type Deps = Pick<EmployerDeps, 'store' | 'clock' | 'makeId' | 'randomBytes'>
export type ClientWithSecret = { readonly client: ApiClient; readonly secret: string }

const dayMs = 86_400_000
/** Programs that work for one organisation at a time. */
const mostClients = 20

/** Makes a program that may work for the organisation. The secret is told this once, and to no copy of the request. */
export const createApiClient = async (
  deps: Deps,
  actor: EmployerActor,
  { name, scopes, expiresInDays, once }: NewApiClient & { readonly once: Once | undefined },
): Promise<ClientWithSecret | Refusal> => {
  const now = deps.clock.now()
  const secret = newSecret(deps.randomBytes)
  const client: ApiClient = {
    id: deps.makeId('apiClients'),
    organisationId: actor.organisation.id,
    name,
    scopes: [...new Set(scopes)],
    secrets: [{ hash: hashOfSecret(secret) }],
    createdBy: actor.userId,
    createdAt: now,
    ...(expiresInDays === undefined ? {} : { expiresAt: now + expiresInDays * dayMs }),
  }
  const decide = async (maybeDone: boolean): Promise<Decided<string> | Refusal> => {
    const done = maybeDone && (await deps.store.get('apiClients', client.id)) !== undefined
    if (done) return { changes: [], result: client.id }
    if ((await apiClientsOf(deps, actor.organisation.id)).length >= mostClients) return refuse('too-many-clients')
    const note = noteOf(actor, client, { now, action: 'client.create', detail: client.scopes.join(' ') })
    return {
      changes: [{ op: 'put', collection: 'apiClients', doc: client, expected: 'absent' }, note],
      result: client.id,
    }
  }
  const made = await decideAgain(deps.store, decide, once)
  if (isRefusal(made)) return made
  return made === client.id ? { client, secret } : refuse('made-already', { made })
}

/** Gives it a new secret. The one before is taken for a day more, so that the program can be changed over without a gap. */
export const rotateApiClient = (
  deps: Deps,
  actor: EmployerActor,
  clientId: string,
): Promise<ClientWithSecret | Refusal> => {
  const now = deps.clock.now()
  const secret = newSecret(deps.randomBytes)
  const hash = hashOfSecret(secret)
  return decideAgain<ClientWithSecret>(deps.store, async () => {
    const before = await ownClient(deps, actor, clientId)
    if (isRefusal(before)) return before
    const [newest] = before.doc.secrets
    if (newest?.hash === hash) return { changes: [], result: { client: before.doc, secret } }
    const old = newest === undefined ? [] : [{ hash: newest.hash, endsAt: now + overlapMs }]
    const client: ApiClient = { ...before.doc, secrets: [{ hash }, ...old] }
    return {
      changes: [put(before, client), noteOf(actor, client, { now, action: 'client.rotate' })],
      result: { client, secret },
    }
  })
}

/** Ends it, with the next request that it sends. */
export const revokeApiClient = (deps: Deps, actor: EmployerActor, clientId: string): Promise<Refusal | undefined> => {
  const now = deps.clock.now()
  return decideAgain<undefined>(deps.store, async (): Promise<Decided<undefined> | Refusal> => {
    const before = await ownClient(deps, actor, clientId)
    if (isRefusal(before)) return before
    if (before.doc.revokedAt !== undefined) return { changes: [], result: undefined }
    const client: ApiClient = { ...before.doc, secrets: [], revokedAt: now }
    return {
      changes: [put(before, client), noteOf(actor, client, { now, action: 'client.revoke' })],
      result: undefined,
    }
  })
}

/** Those of an organisation that may work, newest first. */
export const apiClientsOf = async (
  { store, clock }: Pick<Deps, 'store' | 'clock'>,
  organisationId: string,
): Promise<readonly ApiClient[]> => {
  const where = [organisationId]
  const { items } = await store.find('apiClients', { index: 'organisation', where, order: 'descending', limit: 1000 })
  return items.map(({ doc }) => doc).filter((client) => isAlive(client, clock.now()))
}

const ownClient = async (
  { store }: Deps,
  { organisation }: EmployerActor,
  id: string,
): Promise<Stored<ApiClient> | Refusal> => {
  const client = await store.get('apiClients', id)
  return client?.doc.organisationId === organisation.id ? client : refuse('not-found')
}

const put = (before: Stored<ApiClient>, doc: ApiClient): Change => ({
  op: 'put',
  collection: 'apiClients',
  doc,
  expected: before.revision,
})

const noteOf = (
  actor: EmployerActor,
  { id }: ApiClient,
  { now, action, detail }: { readonly now: number; readonly action: AuditAction; readonly detail?: string },
): Change => notedOf(actor, now, { action, subjectId: id, ...(detail === undefined ? {} : { detail }) })
