import type { z } from 'zod'

/**
 * How a field is kept. `personal`: inside the sealed part of the document. `blind`: sealed, and found by a keyed HMAC-SHA-256
 * of its plain value. All other fields are plain. Index fields are plain or blind.
 */
export type Definition<S extends z.ZodObject, I extends Record<string, IndexDefinition<S>>> = {
  readonly schema: S
  /** Version of the document's shape; the one before is still read. */
  readonly version: number
  readonly personal: readonly (keyof z.infer<S> & string)[]
  readonly blind: readonly (keyof z.infer<S> & string)[]
  /** The plain field whose value names the data key that seals this collection; required where anything is personal or blind. */
  readonly sealedBy?: keyof z.infer<S> & string
  readonly indexes: I
  readonly feed: boolean
  /** Makes a document of this version from one of the version before; needed where the shapes differ. */
  readonly upgrade?: (previous: Readonly<Record<string, unknown>>) => z.infer<S>
}
export type IndexDefinition<S extends z.ZodObject> = {
  readonly fields: readonly (keyof z.infer<S> & string)[]
  readonly unique?: boolean
}

export const define = <S extends z.ZodObject, const I extends Record<string, IndexDefinition<S>>>(
  definition: Definition<S, I>,
): Definition<S, I> => definition
