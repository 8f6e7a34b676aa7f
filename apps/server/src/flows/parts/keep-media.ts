import { createCipheriv, randomBytes } from 'node:crypto'
import type { DocumentOf } from '@rolecall/core/model/collections'
import type { FlowDeps } from '../deps.ts'

export type MediaMessage = {
  readonly kind: DocumentOf<'media'>['kind']
  readonly mediaId: string
  readonly fileName?: string | undefined
}

/**
 * Fetches what a person sent while its address is valid (five minutes) and keeps it, sealed with a key of its own that
 * stands in the sealed part of its document. What cannot be had is kept as a document that says why.
 * `retry`: it may be there later.
 */
export const keepMedia = async (
  deps: Pick<FlowDeps, 'store' | 'messenger' | 'files' | 'makeId' | 'clock'>,
  phoneNumberId: string,
  accountId: string,
  message: MediaMessage,
): Promise<{ readonly kept: DocumentOf<'media'> } | { readonly retry: string }> => {
  const id = deps.makeId('media')
  const base = {
    id,
    accountId,
    kind: message.kind,
    ...(message.fileName === undefined ? {} : { fileName: message.fileName.slice(0, 200) }),
    at: deps.clock.now(),
  }
  const nothing = { ...base, mimeType: '', bytes: 0, sha256: '' }
  if (await isFull(deps.store, accountId)) return { kept: { ...nothing, error: 'too-many' } }
  const fetched = await deps.messenger.fetchMedia(phoneNumberId, message.mediaId)
  if (fetched.outcome === 'refused') {
    const later = fetched.reaction === 'retry-later' || fetched.reaction === 'retry-this-person-later'
    if (later) return { retry: `media ${fetched.code}` }
    return { kept: { ...nothing, error: `refused ${fetched.code}` } }
  }
  if (fetched.outcome !== 'fetched') return { kept: { ...nothing, error: fetched.outcome } }
  const key = randomBytes(32)
  const fileKey = `media/${id}`
  await deps.files.put(fileKey, seal(fetched.bytes, key, id))
  return {
    kept: {
      ...base,
      mimeType: fetched.mimeType,
      bytes: fetched.bytes.length,
      sha256: fetched.sha256,
      fileKey,
      secret: key.toString('base64'),
    },
  }
}

/** What is kept of one account at most, until the oldest of it is forgotten: of more than that the bot can make no use. */
const mostFiles = 100
const mostBytes = 200 << 20

const isFull = async (store: FlowDeps['store'], accountId: string): Promise<boolean> => {
  const query = { index: 'account', where: [accountId], order: 'descending', limit: 1000 } as const
  const kept = (await store.find('media', query)).items.filter(({ doc }) => doc.fileKey !== undefined)
  return kept.length >= mostFiles || kept.reduce((sum, { doc }) => sum + doc.bytes, 0) >= mostBytes
}

/** AES-256-GCM: 12 bytes of nonce, 16 of tag, the ciphertext; the media id is authenticated. */
const seal = (bytes: Uint8Array, key: Buffer, id: string): Buffer => {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key, nonce)
  cipher.setAAD(Buffer.from(id))
  const sealed = Buffer.concat([cipher.update(bytes), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed])
}
