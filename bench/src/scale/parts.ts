import type { Cluster } from '@rolecall/faults/cluster/cluster'
import { cpuMsOf } from '../cpu-of.ts'

export const partNames = ['web', 'worker', 'mongod', 'redis', 'balancer'] as const
export type PartName = (typeof partNames)[number]
/** Of each part, all of its processes together. */
export type OfParts = Readonly<Record<PartName, number>>

/** Milliseconds of CPU that each part of the cluster has taken so far. */
export const cpuOfParts = ({ webs, workers, mongo, redis, balancer }: Cluster): OfParts => {
  const sum = (children: readonly { readonly process: { readonly pid?: number | undefined } }[]) =>
    children.reduce((total, { process }) => total + cpuMsOf(process.pid ?? 0), 0)
  return {
    web: sum(webs.map(({ child }) => child())),
    worker: sum(workers.map(({ child }) => child())),
    mongod: sum(mongo.members.map(({ child }) => child)),
    redis: sum([redis.child]),
    balancer: sum([balancer.child]),
  }
}

export const eachPart = (of: (name: PartName) => number): OfParts => ({
  web: of('web'),
  worker: of('worker'),
  mongod: of('mongod'),
  redis: of('redis'),
  balancer: of('balancer'),
})
