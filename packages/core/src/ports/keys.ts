/** Key-encryption keys: wrap and unwrap data keys. `context` is authenticated. Key material is 32 bytes. */
export interface Keys {
  /** The id of the key that wraps now. */
  readonly current: string
  wrap(dataKey: Buffer, context: string): Promise<{ keyId: string; wrapped: string }>
  unwrap(wrapped: string, keyId: string, context: string): Promise<Buffer>
  /** The HMAC key of a blind index, by its name (`accounts.waId`); never a key that seals. */
  blindKey(name: string): Buffer
}
