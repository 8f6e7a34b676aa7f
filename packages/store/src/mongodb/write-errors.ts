import type { CollectionName } from '@rolecall/core/model/collections'
import type { CommitOutcome } from '@rolecall/core/ports/store'
import { MongoServerError } from 'mongodb'
import { DocumentRefused } from '../errors.ts'

const duplicateKey = 11000
const refusedByValidator = 121

export type WriteError = { readonly code: number; readonly message: string }

export const writeErrorOf = (error: unknown): WriteError | undefined =>
  error instanceof MongoServerError ? { code: Number(error.code), message: error.message } : undefined

/** What a refused write of one document means; undefined where the error says nothing of the document. */
export const outcomeOf = (
  { code, message }: WriteError,
  collection: CollectionName,
  id: string,
): CommitOutcome | undefined => {
  if (code === refusedByValidator)
    throw new DocumentRefused(`${collection}/${id} breaks the validator of its collection`)
  if (code !== duplicateKey) return undefined
  const index = /index: (\S+) dup key/.exec(message)?.[1] ?? 'unknown'
  return index === '_id_' ? { outcome: 'conflict', collection, id } : { outcome: 'duplicate', collection, id, index }
}
