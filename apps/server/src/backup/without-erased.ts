import { withoutPerson } from '@rolecall/core/match-list'
import type { CollectionName, DocumentOf } from '@rolecall/core/model/collections'
import { collections } from '@rolecall/core/model/collections'
import type { Carried } from '@rolecall/store/transfer/carried'

/**
 * What is done with a document that names someone who was erased since, though another key or none seals it. `kept`: it is not about
 * them, or holds ids that lead nowhere any more.
 */
const naming = {
  accounts: 'others stay',
  people: 'dropped',
  conversations: 'dropped',
  consents: 'dropped',
  organisations: 'kept',
  users: 'kept',
  memberships: 'kept',
  sessions: 'dropped',
  signingKeys: 'kept',
  staff: 'kept',
  webSignIns: 'dropped',
  passkeys: 'dropped',
  passkeyChallenges: 'dropped',
  links: 'dropped',
  apiClients: 'kept',
  requests: 'kept',
  jobs: 'kept',
  applications: 'dropped',
  interests: 'dropped',
  showings: 'dropped',
  matchLists: 'lists of others stay',
  messages: 'dropped',
  blocks: 'dropped',
  reports: 'dropped',
  outbox: 'dropped',
  news: 'dropped',
  tasks: 'dropped',
  templates: 'kept',
  media: 'dropped',
  cases: 'dropped',
  caseMessages: 'dropped',
  dataKeys: 'kept',
  auditEntries: 'kept',
  settings: 'kept',
  instances: 'kept',
  tallies: 'kept',
  businessNumbers: 'kept',
  indexSnapshots: 'kept',
} as const satisfies Record<CollectionName, string>

/** Ids of people, accounts and cases, wherever they stand in a text. */
const ids = /\b(?:per|acc|cas)_[0-9A-Za-z]+/g

/**
 * The document as it is restored, undefined where it is not. `gone`: owners of data keys that were destroyed since, and cases that were
 * dropped; cases that are dropped here are added. What no key opens any more is dropped as well.
 */
export const withoutErased = (
  collection: CollectionName,
  document: Carried,
  gone: Set<string>,
): Carried | undefined => {
  if (gone.size === 0) return document
  const plain: Record<string, unknown> = JSON.parse(document.body)
  if (collection === 'conversations' && gone.has(chatOf(String(plain.accountId)))) return undefined
  if (document.sealed !== undefined && gone.has(ownerOf(collection, document.id, plain))) return undefined
  const named = new Set(`${document.id} ${document.body}`.match(ids)?.filter((id) => gone.has(id)))
  const rule = named.size === 0 ? 'kept' : naming[collection]
  switch (rule) {
    case 'kept':
      return document
    case 'dropped':
      if (collection === 'cases') gone.add(document.id)
      return undefined
    case 'others stay':
      // A question that stood may hold what they had answered: whoever has the phone is met anew.
      if (gone.has(String(plain.activePersonId))) gone.add(chatOf(document.id))
      return { ...document, body: JSON.stringify(accountWithout(plain, gone)) }
    case 'lists of others stay':
      return gone.has(String(plain.subjectId)) ? undefined : listWithout(document, named)
    default:
      return rule satisfies never
  }
}

const chatOf = (accountId: string): string => `chat of ${accountId}`

const ownerOf = (collection: CollectionName, id: string, plain: Readonly<Record<string, unknown>>): string => {
  const { sealedBy } = collections[collection]
  return sealedBy === undefined || sealedBy === 'id' ? id : String(plain[sealedBy])
}

/** As the flow that erases leaves it: the next person of the phone has the chat. */
const accountWithout = (plain: Readonly<Record<string, unknown>>, gone: ReadonlySet<string>): object => {
  const { personIds, activePersonId, ...account } = plain
  const left = Array.isArray(personIds) ? personIds.filter((id) => !gone.has(id)) : []
  const active = gone.has(String(activePersonId)) ? left[0] : activePersonId
  return { ...account, personIds: left, ...(active === undefined ? {} : { activePersonId: active }) }
}

const listWithout = (document: Carried, named: ReadonlySet<string>): Carried => {
  // What the collection holds was checked when it was written.
  let list: DocumentOf<'matchLists'> = { id: document.id, ...JSON.parse(document.body) }
  for (const personId of named) list = withoutPerson(list, personId)
  const { id: _id, ...plain } = list
  return { ...document, body: JSON.stringify(plain) }
}
