/** A cache whose loss costs speed only. Every call resolves within 200 ms, whatever the server does; a failure reads as absent. */
export interface Cache {
  get(key: string): Promise<Uint8Array | undefined>
  set(key: string, value: Uint8Array, ttlMs: number): Promise<void>
  delete(key: string): Promise<void>
  /** Adds to a counter that ends `ttlMs` after its first addition. Undefined where it was not counted. */
  increment(key: string, by: number, ttlMs: number): Promise<Counted | undefined>
  [Symbol.asyncDispose](): Promise<void>
}

/** A counter after an addition: its value, and how long it still counts. */
export type Counted = { readonly value: number; readonly endsInMs: number }
