import { createHmac, createSecretKey, type KeyObject } from 'node:crypto'
import type { Keys } from '@rolecall/core/ports/keys'
import type { Scalar } from '../engine.ts'
import { shortMemory } from './short-memory.ts'

/** What the value of a blind field, named `<collection>.<field>`, is found by: HMAC-SHA-256, base64url. */
export type BlindIndex = (field: string, value: Scalar) => string

/** Whoever is looked up is written a moment later: the index made for the one serves the other. */
const ms = 15_000
const most = 2000

export const makeBlindIndex = (keys: Keys): BlindIndex => {
  const secrets = new Map<string, KeyObject>()
  const known = shortMemory<string>({ ms, most })
  const secretOf = (field: string): KeyObject => {
    const secret = secrets.get(field) ?? createSecretKey(keys.blindKey(field))
    secrets.set(field, secret)
    return secret
  }
  return (field, value) => {
    const name = `${field}:${value}`
    const before = known.get(name)
    if (before !== undefined) return before
    const index = createHmac('sha256', secretOf(field)).update(String(value)).digest('base64url')
    known.set(name, index, 1)
    return index
  }
}
