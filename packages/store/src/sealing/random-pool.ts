import { randomFillSync } from 'node:crypto'

const poolBytes = 4096

/**
 * Gives `size` random bytes at a call, each byte once, and asks the system for many at a time: one call for each would cost
 * as much as the cipher.
 */
export const randomPool = (size: number): (() => Buffer) => {
  let pool = Buffer.alloc(0)
  return () => {
    if (pool.length < size) pool = randomFillSync(Buffer.allocUnsafeSlow(poolBytes))
    const bytes = pool.subarray(0, size)
    pool = pool.subarray(size)
    return bytes
  }
}
