import type { DocumentOf } from '@rolecall/core/model/collections'

type Row = DocumentOf<'tallies'>
type Delivery = Omit<Row['deliveries'][number], 'count'>
type Priced = Omit<Row['priced'][number], 'count'>

/** What this process counts of the messages of each hour, until it is written down. */
export type Tally = {
  delivered(what: Delivery, at: number): void
  priced(what: Priced, at: number): void
  /** The hours that changed since they were last taken, whole: each stands for all that this process counted in it. */
  take(): readonly Omit<Row, 'id'>[]
  /** These could not be written: they are given again. */
  giveBack(hours: readonly number[]): void
}

export const hourMs = 3_600_000
export const hourOf = (at: number): number => at - (at % hourMs)

type Hour = {
  readonly deliveries: Map<string, Row['deliveries'][number]>
  readonly priced: Map<string, Row['priced'][number]>
}

export const createTally = (): Tally => {
  const hours = new Map<number, Hour>()
  const changed = new Set<number>()
  const at = (time: number): Hour => {
    const hour = hourOf(time)
    changed.add(hour)
    const known = hours.get(hour) ?? { deliveries: new Map(), priced: new Map() }
    hours.set(hour, known)
    return known
  }
  return {
    delivered: (what, time) => count(at(time).deliveries, `${what.template} ${what.category} ${what.outcome}`, what),
    priced: (what, time) => count(at(time).priced, `${what.template} ${what.category} ${what.type}`, what),
    take() {
      const taken = [...changed].map((hour) => rowOf(hour, at(hour)))
      changed.clear()
      const newest = Math.max(...hours.keys())
      for (const hour of hours.keys()) if (hour < newest - hourMs) hours.delete(hour)
      return taken
    },
    giveBack(back) {
      for (const hour of back) if (hours.has(hour)) changed.add(hour)
    },
  }
}

const rowOf = (hour: number, { deliveries, priced }: Hour): Omit<Row, 'id'> => ({
  hour,
  deliveries: [...deliveries.values()],
  priced: [...priced.values()],
})

const count = <T>(counts: Map<string, T & { count: number }>, key: string, what: T): void => {
  const known = counts.get(key)
  counts.set(key, { ...what, count: (known?.count ?? 0) + 1 })
}
