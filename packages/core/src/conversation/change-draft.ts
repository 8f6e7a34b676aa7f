import type { CollectionName, DocumentOf } from '../model/collections.ts'
import type { Change, Stored } from '../ports/store.ts'

type Row<T> = { readonly doc: T; readonly expected: number | 'absent'; readonly isChanged: boolean }
/** What the edits of one turn have made so far of what was read. */
export type Draft = {
  account: DocumentOf<'accounts'>
  readonly people: Map<string, Row<DocumentOf<'people'>>>
  readonly applications: Map<string, Row<DocumentOf<'applications'>>>
  readonly interests: Map<string, Row<DocumentOf<'interests'>>>
  openCase: DocumentOf<'cases'> | undefined
  readonly others: Change[]
  readonly gone: Change[]
}

/** What was read of a person. */
type Read = {
  readonly [C in 'people' | 'applications' | 'interests' | 'consents']: readonly Stored<DocumentOf<C>>[]
}

/** The person's rows and data key; the account stays for whoever else uses the phone. */
export const deletePerson = (draft: Draft, personId: string, context: Read): void => {
  const personIds = draft.account.personIds.filter((id) => id !== personId)
  const { activePersonId: _gone, ...account } = draft.account
  const next = personIds[0]
  draft.account = { ...account, personIds, ...(next === undefined ? {} : { activePersonId: next }) }
  draft.people.delete(personId)
  remove(
    draft,
    'people',
    context.people.filter(({ doc }) => doc.id === personId),
  )
  for (const { doc } of context.applications) if (doc.personId === personId) draft.applications.delete(doc.id)
  remove(
    draft,
    'applications',
    context.applications.filter(({ doc }) => doc.personId === personId),
  )
  for (const { doc } of context.interests) if (doc.personId === personId) draft.interests.delete(doc.id)
  remove(
    draft,
    'interests',
    context.interests.filter(({ doc }) => doc.personId === personId),
  )
  remove(
    draft,
    'consents',
    context.consents.filter(({ doc }) => doc.personId === personId),
  )
}

const remove = (draft: Draft, collection: CollectionName, rows: readonly Stored<{ readonly id: string }>[]): void => {
  for (const { doc, revision } of rows) draft.gone.push({ op: 'delete', collection, id: doc.id, expected: revision })
}
