import { readdirSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'
import type { ServerMember } from '../cluster/server-member.ts'

/** How a process is. */
export type Vitals = {
  /** By `performance.now()`, in milliseconds. */
  readonly at: number
  readonly residentBytes: number
  /** The heap that is in use, and what it holds outside itself. */
  readonly usedBytes: number
  readonly openFiles: number
  /** How late the event loop was since the look before. */
  readonly loopP99Ms: number
  readonly cpuSeconds: number
}

export const readVitals = async (server: ServerMember): Promise<Vitals> => {
  const text = await server.metrics()
  const memory = (kind: string) => metricIn(text, `rolecall_memory_bytes{kind="${kind}"}`)
  return {
    at: performance.now(),
    residentBytes: memory('resident'),
    usedBytes: memory('heap-used') + memory('external'),
    openFiles: readdirSync(`/proc/${server.child().process.pid}/fd`).length,
    loopP99Ms: metricIn(text, 'rolecall_event_loop_delay_seconds{quantile="0.99"}') * 1000,
    cpuSeconds: metricIn(text, 'rolecall_cpu_seconds_total'),
  }
}

/** The memory that something still holds on to: garbage is collected first. The process must be `collected`. */
export const readHeldBytes = async (server: ServerMember): Promise<number> => {
  server.child().process.kill('SIGUSR2')
  await delay(500)
  return (await readVitals(server)).usedBytes
}

/** Messages that a process hands to WhatsApp at this moment. */
export const readSendsUnderWay = async (server: ServerMember): Promise<number> =>
  foundIn(await server.metrics(), 'rolecall_tasks_running{queue="deliver"}') ?? 0

const metricIn = (text: string, name: string): number => {
  const value = foundIn(text, name)
  if (value === undefined) throw new Error(`there is no metric ${name}`)
  return value
}

/** Undefined for what was not counted yet. */
const foundIn = (text: string, name: string): number | undefined => {
  const line = text.split('\n').find((one) => one.startsWith(`${name} `))
  return line === undefined ? undefined : Number(line.slice(name.length + 1))
}

/** How fast a value rises, a second: the slope of the line that fits best. */
export const slopeOf = (points: readonly { readonly at: number; readonly value: number }[]): number => {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
  const [meanAt, meanValue] = [mean(points.map(({ at }) => at)), mean(points.map(({ value }) => value))]
  const sum = (of: (at: number, value: number) => number) =>
    points.reduce((total, { at, value }) => total + of(at - meanAt, value - meanValue), 0)
  return (sum((at, value) => at * value) / sum((at) => at ** 2)) * 1000
}
