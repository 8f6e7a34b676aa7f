/** Ciphertext that was bent, cut or moved from another document: never the fault of a caller. */
export class SealBroken extends Error {
  override readonly name = 'SealBroken'
}

/** A document of a schema version that this release does not read: written by a newer one, or two versions old. */
export class VersionUnreadable extends Error {
  override readonly name = 'VersionUnreadable'
}

/** A document that breaks its collection's schema was to be written: a bug of the caller. Names fields, no values. */
export class DocumentRefused extends Error {
  override readonly name = 'DocumentRefused'
}

/** The database was last migrated by a newer release, or the address names no engine. */
export class DatabaseRefused extends Error {
  override readonly name = 'DatabaseRefused'
}

/** What a store says of a database that a move or a restore is still writing. */
export const copyHasNotEnded = (): DatabaseRefused =>
  new DatabaseRefused('a move or a restore into this database has not ended: run it again')
