import type { DocumentOf } from '@rolecall/core/model/collections'
import type { Change, FeedEvent, Store } from '@rolecall/core/ports/store'
import type { Entries } from '../cache/entries.ts'
import type { OwnName } from '../cache/kept.ts'
import type { CacheRoom } from '../cache/room.ts'
import type { FeedListener } from '../feed.ts'

type Organisation = DocumentOf<'organisations'>
type Membership = { readonly organisation: Organisation; readonly role: DocumentOf<'memberships'>['role'] }
type Program = { readonly client: DocumentOf<'apiClients'>; readonly organisation: Organisation }

/** What the rights of somebody hang on, as it stands in the store: whether it still holds is for the reader to judge. */
export type Rights = {
  session(id: string): Promise<DocumentOf<'sessions'> | undefined>
  user(id: string): Promise<DocumentOf<'users'> | undefined>
  memberships(userId: string): Promise<readonly Membership[]>
  staff(userId: string): Promise<DocumentOf<'staff'> | undefined>
  program(clientId: string): Promise<Program | undefined>
}

/** `fresh` reads the store each time. `recent` may be what was read up to 3 s ago: good enough to read, not to change anything. */
export type BothRights = { readonly fresh: Rights; readonly recent: Rights }

export type RightsCache = BothRights & FeedListener & { committed(changes: readonly Change[]): void }

export const createRights = (store: Store, room: CacheRoom): RightsCache => {
  const fresh = rightsIn(store)
  const sizeOf = (value: object): number => 2 * JSON.stringify(value).length
  const session = room.own<DocumentOf<'sessions'>>('session', sizeOf)
  const user = room.own<DocumentOf<'users'>>('user', sizeOf)
  const memberships = room.own<readonly Membership[]>('memberships', sizeOf)
  const staff = room.own<DocumentOf<'staff'>>('staff', sizeOf)
  const program = room.own<Program>('api-client', sizeOf)
  const forget = ({ collection, id }: Pick<FeedEvent, 'collection' | 'id'>): void => {
    if (collection === 'sessions') session.forget([id])
    if (collection === 'users') user.forget([id])
    if (collection === 'staff') staff.forget([id])
    if (collection === 'apiClients') program.forget([id])
    if (collection === 'memberships' || collection === 'organisations') memberships.forgetAll()
    if (collection === 'organisations') program.forgetAll()
  }
  return {
    fresh,
    recent: {
      session: (id) => kept(session, id, () => fresh.session(id)),
      user: (id) => kept(user, id, () => fresh.user(id)),
      memberships: async (userId) => (await kept(memberships, userId, () => fresh.memberships(userId))) ?? [],
      staff: (userId) => kept(staff, userId, () => fresh.staff(userId)),
      program: (clientId) => kept(program, clientId, () => fresh.program(clientId)),
    },
    committed: (changes) => {
      for (const change of changes)
        forget({ collection: change.collection, id: change.op === 'put' ? change.doc.id : change.id })
    },
    collections: ['sessions', 'users', 'staff', 'apiClients', 'memberships', 'organisations'],
    changed: async (events) => events.forEach(forget),
    lost: async () => {
      for (const each of [session, user, memberships, staff, program]) each.forgetAll()
    },
  }
}

/** Names of what is cached here, for the test that holds it to three seconds. */
export const rightsKept: readonly OwnName[] = ['session', 'user', 'memberships', 'staff', 'api-client']

const kept = <T extends object>(entries: Entries<T>, id: string, read: () => Promise<T | undefined>) =>
  entries.read({
    key: [id],
    revision: '',
    make: async () => {
      const value = await read()
      return value && { value }
    },
  })

const rightsIn = (store: Store): Rights => ({
  session: async (id) => (await store.get('sessions', id))?.doc,
  user: async (id) => (await store.get('users', id))?.doc,
  memberships: async (userId) => {
    const { items } = await store.find('memberships', { index: 'user', where: [userId], limit: 100 })
    const ids = items.map(({ doc }) => doc.organisationId)
    const byId = new Map((await store.getMany('organisations', ids)).map(({ doc }) => [doc.id, doc]))
    return items.flatMap(({ doc }) => {
      const organisation = byId.get(doc.organisationId)
      return organisation === undefined ? [] : [{ organisation, role: doc.role }]
    })
  },
  staff: async (userId) => (await store.get('staff', userId))?.doc,
  program: async (clientId) => {
    const client = (await store.get('apiClients', clientId))?.doc
    const organisation = client && (await store.get('organisations', client.organisationId))?.doc
    return client && organisation && { client, organisation }
  },
})
