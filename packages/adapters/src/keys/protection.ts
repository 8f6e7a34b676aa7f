import { randomBytes } from 'node:crypto'

/** How the keys of a key file stand in it. `name`: the key's id, which what is stored is bound to where it can be. */
export type Protection = {
  /** What the file says of it; undefined for keys that stand there as they are. */
  readonly kms?: string
  /** A new random key, as it is stored. */
  make(name: string): Promise<string>
  /** A key that exists, as it is stored. */
  keep(name: string, bytes: Buffer): Promise<string>
  /** The 32 bytes of a stored key; undefined where it is none. */
  open(name: string, stored: string): Promise<Buffer | undefined>
}

export const keyBytes = 32

/** Base64url: who has the file has the keys. */
export const unprotected: Protection = {
  make: async () => randomBytes(keyBytes).toString('base64url'),
  keep: async (_name, bytes) => bytes.toString('base64url'),
  open: async (_name, stored) => {
    const bytes = Buffer.from(stored, 'base64url')
    return bytes.length === keyBytes ? bytes : undefined
  },
}
