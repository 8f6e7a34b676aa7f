import type { idPrefixes } from '@rolecall/core/model/ids'

/** A new random id with the prefix of its collection. */
export type MakeId = (collection: keyof typeof idPrefixes) => string
