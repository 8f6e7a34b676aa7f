import { createHash, createSecretKey } from 'node:crypto'
import type { Keys } from '@rolecall/core/ports/keys'
import { keysOf } from './wrapping.ts'

/** Keys for tests: the same seed gives the same keys. They protect nothing. */
export const memoryKeys = (seed = 'test'): Keys =>
  keysOf({
    current: 'k1',
    wrapping: new Map([['k1', createSecretKey(derive(`${seed}/wrapping/k1`))]]),
    blindSecret: derive(`${seed}/blind`),
  })

const derive = (text: string): Buffer => createHash('sha256').update(text).digest()
