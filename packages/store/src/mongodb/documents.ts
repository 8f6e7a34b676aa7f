import { Binary } from 'mongodb'
import type { RawContent, RawDocument } from '../engine.ts'

/** A document as MongoDB keeps it: the plain fields beside the revision, the schema version and the sealed part. */
export type MongoDocument = {
  readonly _id: string
  readonly revision: number
  readonly v: number
  readonly sealed?: Binary | Uint8Array
  readonly [field: string]: unknown
}

/** Names that no plain field may have. */
export const reservedFields: ReadonlySet<string> = new Set(['_id', 'id', 'revision', 'v', 'sealed'])

export const toMongo = ({ id, version, plain, sealed }: RawContent, revision: number): MongoDocument => ({
  ...plain,
  _id: id,
  revision,
  v: version,
  ...(sealed ? { sealed: new Binary(sealed) } : {}),
})

export const fromMongo = ({ _id, revision, v, sealed, ...plain }: MongoDocument): RawDocument => ({
  id: _id,
  revision,
  version: v,
  plain,
  ...(sealed === undefined ? {} : { sealed: sealed instanceof Binary ? sealed.buffer : sealed }),
})
