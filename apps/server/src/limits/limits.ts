import type { Cache } from '@rolecall/core/ports/cache'
import { type Refusal, refuse } from '../refusal.ts'
import { addressKey } from './address.ts'
import { classes, type LimitClass } from './classes.ts'
import { type Counter, createCounter, type Quota } from './counter.ts'

/** Where a quota stands after a request. `name`: as the headers of the answer call it. */
export type Standing = Quota & {
  readonly name: string
  readonly left: number
  readonly endsInSeconds: number
  readonly over: boolean
}

/** Counts tries; whoever is over is told when to come again. */
export type Limit = {
  take(key: string): Promise<Refusal | undefined>
  /** Whether every try is used up; counts none. */
  isUsedUp(key: string): Promise<boolean>
  forget(key: string): Promise<void>
}

export type Limits = {
  /** `points` tries in `minutes` for each key. The same name is the same limit. */
  of(name: string, points: number, minutes: number): Limit
  byAddress(kind: LimitClass, address: string): Promise<Standing>
  /** `id`: of a person, a user or an API client. */
  byAccount(kind: LimitClass, id: string): Promise<Standing>
}

export type LimitDeps = {
  readonly cache: Cache
  /** Multiplies what the classes of requests may do; limits of single secrets (tries of a password) stay. */
  readonly factor: () => number
}

export const createLimits = ({ cache, factor }: LimitDeps): Limits => {
  const counter = createCounter(cache)
  const byClass = (kind: LimitClass, by: 'address' | 'account', key: string): Promise<Standing> => {
    const { points, seconds } = classes[kind][by]
    const quota = { name: `${kind}-${by}`, points: Math.max(1, Math.round(points * factor())), seconds }
    return stand(counter, quota, { key, by: 1 })
  }
  return {
    of: (name, points, minutes) => limitOf(counter, { name, points, seconds: minutes * 60 }),
    byAddress: (kind, address) => byClass(kind, 'address', addressKey(address)),
    byAccount: (kind, id) => byClass(kind, 'account', id),
  }
}

export const refusalOf = ({ over, endsInSeconds }: Standing): Refusal | undefined =>
  over ? refuse('rate-limited', { retryAfterSeconds: Math.max(1, endsInSeconds) }) : undefined

type Named = Quota & { readonly name: string }

const limitOf = (counter: Counter, quota: Named): Limit => ({
  take: async (key) => refusalOf(await stand(counter, quota, { key, by: 1 })),
  isUsedUp: async (key) => (await stand(counter, quota, { key, by: 0 })).left === 0,
  forget: (key) => counter.forget(`${quota.name} ${key}`),
})

const stand = async (
  counter: Counter,
  quota: Named,
  { key, by }: { readonly key: string; readonly by: 0 | 1 },
): Promise<Standing> => {
  const { value, endsInMs } = await counter.add(`${quota.name} ${key}`, by, quota.seconds)
  const left = Math.max(0, quota.points - value)
  return {
    ...quota,
    left,
    endsInSeconds: Math.min(quota.seconds, Math.ceil(endsInMs / 1000)),
    over: value > quota.points,
  }
}
