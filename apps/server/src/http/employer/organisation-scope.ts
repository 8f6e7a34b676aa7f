import type { Stored } from '@rolecall/core/ports/store'
import type { Member } from '../viewer.ts'

/** `limit` and `after` of a list, as the store's `find` takes them. */
export const pageQuery = ({ limit, after }: { readonly limit: number; readonly after?: string | undefined }) => ({
  limit,
  ...(after === undefined ? {} : { after }),
})

/** What was read, if it belongs to the member's organisation: all else is not there for them. */
export const ofOrganisation = <T extends { readonly organisationId: string }>(
  { organisation }: Member,
  found: Stored<T> | undefined,
): Stored<T> | undefined => (found?.doc.organisationId === organisation.id ? found : undefined)
