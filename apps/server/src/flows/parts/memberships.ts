import type { DocumentOf } from '@rolecall/core/model/collections'
import type { Store, Stored } from '@rolecall/core/ports/store'

export const readMembership = async (
  { store }: { readonly store: Store },
  { userId, organisationId }: { readonly userId: string; readonly organisationId: string },
): Promise<Stored<DocumentOf<'memberships'>> | undefined> =>
  (await store.find('memberships', { index: 'pair', where: [userId, organisationId], limit: 1 })).items[0]
