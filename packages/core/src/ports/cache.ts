/** A cache whose loss costs speed only. Every call resolves within 200 ms, whatever the server does; a failure reads as absent. */
export interface Cache {
  get(key: string): Promise<string | undefined>
  set(key: string, value: string, ttlMs: number): Promise<void>
  delete(key: string): Promise<void>
  /** Adds to a counter that ends `ttlMs` after its first addition; the value after the addition. */
  increment(key: string, by: number, ttlMs: number): Promise<number>
  [Symbol.asyncDispose](): Promise<void>
}
