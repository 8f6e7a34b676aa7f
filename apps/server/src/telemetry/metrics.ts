import { Counter, Gauge, Histogram, Registry } from 'prom-client'
import { type LabelsOf, type Metric, type MetricName, metrics as table } from './metric-table.ts'

/** What is told of this process. Values that a metric's table does not list count as `other`. */
export type Metrics = {
  add<N extends MetricName<'counter'>>(name: N, labels: LabelsOf<N>, count?: number): void
  set<N extends MetricName<'gauge'>>(name: N, labels: LabelsOf<N>, value: number): void
  observe<N extends MetricName<'histogram'>>(name: N, labels: LabelsOf<N>, value: number): void
  /** Both look the labels up once, for what happens thousands of times a second; counts are told when they are read. */
  counter<N extends MetricName<'counter'>>(name: N, labels: LabelsOf<N>): () => void
  observer<N extends MetricName<'histogram'>>(name: N, labels: LabelsOf<N>): (value: number) => void
  /** What this installation does not have is not told as 0. */
  leaveOut(name: MetricName): void
  /** Runs before the metrics are read; what it throws leaves the values as they were. */
  onRead(read: () => Promise<void> | void): void
  /** In Prometheus's text format. */
  text(): Promise<string>
  readonly contentType: string
}

export const createMetrics = (): Metrics => {
  const registry = new Registry()
  const counters = new Map<string, Counter>()
  const gauges = new Map<string, Gauge>()
  const histograms = new Map<string, Histogram>()
  for (const [name, { type, help, labels, ...more }] of Object.entries<Metric>(table)) {
    const options = { name, help, labelNames: Object.keys(labels), registers: [registry] }
    if (type === 'counter') counters.set(name, new Counter(options))
    else if (type === 'gauge') gauges.set(name, new Gauge(options))
    else histograms.set(name, new Histogram({ ...options, buckets: [...(more.buckets ?? [])] }))
  }
  const bounded = boundedBy(table)
  const reads: (() => Promise<void> | void)[] = []
  return {
    add: (name, labels, count = 1) => counters.get(name)?.inc(bounded(name, labels), count),
    set: (name, labels, value) => gauges.get(name)?.set(bounded(name, labels), value),
    observe: (name, labels, value) => histograms.get(name)?.observe(bounded(name, labels), value),
    counter(name, labels) {
      const child = counters.get(name)?.labels(bounded(name, labels))
      let count = 0
      reads.push(() => {
        if (count > 0) child?.inc(count)
        count = 0
      })
      return () => {
        count += 1
      }
    },
    observer(name, labels) {
      const child = histograms.get(name)?.labels(bounded(name, labels))
      return (value) => child?.observe(value)
    },
    leaveOut: (name) => registry.removeSingleMetric(name),
    onRead: (read) => reads.push(read),
    async text() {
      await Promise.allSettled(reads.map(async (read) => read()))
      return registry.metrics()
    },
    contentType: registry.contentType,
  }
}

const boundedBy = (all: Readonly<Record<string, Metric>>) => {
  const listed = new Map(
    Object.entries(all).map(([name, { labels }]) => [
      name,
      new Map(
        Object.entries(labels).flatMap(([label, values]) =>
          typeof values === 'string' ? [] : [[label, new Set(values)] as const],
        ),
      ),
    ]),
  )
  return (name: string, labels: Readonly<Record<string, string>>): Record<string, string> => {
    const lists = listed.get(name)
    const told: Record<string, string> = {}
    for (const label in labels) {
      const value = labels[label] ?? ''
      const list = lists?.get(label)
      told[label] = list === undefined || list.has(value) ? value : 'other'
    }
    return told
  }
}
