import { deletion } from '../delete-rows.ts'
import { dayMs, type RetentionDeps } from './rule.ts'

const lookedBackDays = 60

/** Destroys the keys of days that are over for so long: with them goes whatever came in then and is still here. */
export const destroyDayKeys = async ({ store }: RetentionDeps, before: number): Promise<number> => {
  let destroyed = 0
  for (let at = before - dayMs; at > before - lookedBackDays * dayMs; at -= dayMs) {
    const key = await store.get('dataKeys', `day:${new Date(at).toISOString().slice(0, 10)}`)
    if (key === undefined) continue
    const { outcome } = await store.commit([deletion('dataKeys', key)])
    if (outcome === 'committed') destroyed += 1
  }
  return destroyed
}
