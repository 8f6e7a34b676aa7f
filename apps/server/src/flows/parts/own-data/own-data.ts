import type { CollectionName, DocumentOf } from '@rolecall/core/model/collections'
import { keptOfPerson, type OwnDataDeps } from './kept-of-person.ts'

/** Everything that is kept of a person, by collection, as it goes into their file. */
export type OwnData = {
  readonly format: 'rolecall-data'
  readonly version: 1
  readonly madeAt: string
  readonly operator: string
  readonly personId: string
  /** False: somebody else uses the phone, and what belongs to the phone and to nobody alone is left out. */
  readonly alone: boolean
  readonly data: Readonly<Partial<Record<CollectionName, readonly object[]>>>
}

export const readOwnData = async (
  deps: OwnDataDeps,
  person: Pick<DocumentOf<'people'>, 'id' | 'accountId'>,
  operator: string,
): Promise<OwnData> => {
  const account = await deps.store.get('accounts', person.accountId)
  const alone = account?.doc.personIds.every((id) => id === person.id) ?? true
  const whose = { personId: person.id, accountId: person.accountId, alone }
  const data = await Promise.all(
    Object.entries(keptOfPerson).map(async ([collection, kept]) =>
      'read' in kept ? ([[collection, (await kept.read(deps, whose)).map(withMoments)]] as const) : [],
    ),
  )
  return {
    format: 'rolecall-data',
    version: 1,
    madeAt: new Date(deps.clock.now()).toISOString(),
    operator,
    personId: person.id,
    alone,
    data: Object.fromEntries(data.flat()),
  }
}

/** Epoch milliseconds become moments that people and programs can read (ISO 8601, UTC). */
const withMoments = (doc: object): object =>
  JSON.parse(JSON.stringify(doc), (key, value: unknown) => {
    if (!/^at$|At$|^answerBy$/.test(key)) return value
    if (Array.isArray(value)) return value.map(momentOf)
    return momentOf(value)
  })

const momentOf = (value: unknown): unknown =>
  typeof value === 'number' && Number.isInteger(value) ? new Date(value).toISOString() : value
