import type { RawContent, RawDocument } from '../engine.ts'
import { VersionUnreadable } from '../errors.ts'
import type { BlindIndex } from './blind-index.ts'
import type { DataKey, Place } from './cipher.ts'
import type { Recent } from './recent.ts'

type Fields = Readonly<Record<string, unknown>>

/** What sealing needs to know of a collection. */
export type Sealing = {
  readonly name: string
  readonly version: number
  readonly secret: ReadonlySet<string>
  readonly blind: readonly string[]
  readonly sealedBy?: string
  readonly upgrade?: (previous: Fields) => Fields
}

type Definition = {
  readonly version: number
  readonly personal: readonly string[]
  readonly blind: readonly string[]
  readonly sealedBy?: string
  readonly upgrade?: (previous: Fields) => Fields
}

export const sealingOf = (name: string, definition: Definition): Sealing => ({
  name,
  version: definition.version,
  secret: new Set([...definition.personal, ...definition.blind]),
  blind: definition.blind,
  ...(definition.sealedBy === undefined ? {} : { sealedBy: definition.sealedBy }),
  ...(definition.upgrade === undefined ? {} : { upgrade: definition.upgrade }),
})

/** Splits a document into its plain fields and the text to be sealed, which is absent where nothing secret stands in it. */
export const split = (sealing: Sealing, doc: Fields): { plain: Record<string, unknown>; secret?: string } => {
  const plain: Record<string, unknown> = {}
  const secret: Record<string, unknown> = {}
  let any = false
  for (const field in doc) {
    const value = doc[field]
    if (field === 'id' || value === undefined) continue
    if (sealing.secret.has(field)) {
      secret[field] = value
      any = true
    } else plain[field] = value
  }
  return any ? { plain, secret: JSON.stringify(secret) } : { plain }
}

/** Whose key seals the document: the value of `sealedBy`. */
export const ownerOf = (sealing: Sealing, id: string, plain: Fields): string => {
  const owner = sealing.sealedBy === 'id' ? id : plain[sealing.sealedBy ?? '']
  if (typeof owner !== 'string') throw new TypeError(`${sealing.name}/${id} names no owner of a data key`)
  return owner
}

type KeyOf<Key> = { readonly keyOf: (owner: string) => Key }

/** The document as the engine keeps it; blind fields stand among the plain ones as keyed hashes. */
export const sealDocument = (
  sealing: Sealing,
  doc: Fields & { readonly id: string },
  { blindIndex, recent, keyOf }: KeyOf<DataKey> & { readonly recent: Recent; readonly blindIndex: BlindIndex },
): RawContent => {
  const { plain, secret } = split(sealing, doc)
  const { id } = doc
  if (secret === undefined) return { id, version: sealing.version, plain }
  const owner = ownerOf(sealing, id, plain)
  const place = { collection: sealing.name, id, version: sealing.version, owner }
  for (const field of sealing.blind) {
    const value = doc[field]
    if (typeof value === 'string' || typeof value === 'number')
      plain[field] = blindIndex(`${sealing.name}.${field}`, value)
  }
  return { id, version: sealing.version, plain, sealed: recent.seal(keyOf(owner), place, secret) }
}

/**
 * The document as it was written, in the shape of this release. It is trusted: what is sealed is authenticated, and the
 * rest was checked by types when it was written. Undefined where its data key was destroyed.
 * @throws SealBroken, VersionUnreadable
 */
export const openDocument = (
  sealing: Sealing,
  raw: RawDocument,
  { unseal, keyOf }: KeyOf<DataKey | undefined> & Pick<Recent, 'unseal'>,
): Fields | undefined => {
  const fields: Record<string, unknown> = { id: raw.id, ...raw.plain }
  if (raw.sealed) {
    const owner = ownerOf(sealing, raw.id, raw.plain)
    const place: Place = { collection: sealing.name, id: raw.id, version: raw.version, owner }
    const key = keyOf(owner)
    const text = key && unseal(key, place, raw.sealed)
    if (text === undefined) return undefined
    Object.assign(fields, JSON.parse(text))
  }
  return upgraded(sealing, raw, fields)
}

const upgraded = ({ name, version, upgrade }: Sealing, raw: RawDocument, fields: Fields): Fields => {
  if (raw.version === version) return fields
  if (raw.version !== version - 1) throw new VersionUnreadable(`${name}/${raw.id} is of version ${raw.version}`)
  return upgrade ? upgrade(fields) : fields
}
