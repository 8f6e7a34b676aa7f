import type { Lease } from '@rolecall/core/ports/store'
import fc from 'fast-check'
import { by, type Command, command, processOf } from './commands.ts'
import { laneName, queueOf } from './contents.ts'
import { type ClaimOptions, dueLanes, extendIn, heldLanes, leaseIn, releaseIn } from './lanes.ts'
import type { Model } from './model.ts'
import { same } from './told.ts'

const soon = fc.constantFrom(1000, 10_000, 60_000)

/** Of all lanes, of all but those that are known to be held, or of some alone. */
const where = fc.oneof(
  fc.constant('anywhere' as const),
  fc.constant('not among the held' as const),
  fc.subarray([0, 1, 2], { minLength: 1 }),
)

const claim = fc
  .tuple(by, fc.nat(2).map(queueOf), soon, fc.integer({ min: 1, max: 2 }), fc.integer({ min: 1, max: 3 }), where)
  .map(([by, queue, leaseMs, lanes, tasksPerLane, where]) => {
    const says = `${by}: claim ${lanes} of ${queue} for ${leaseMs} ms, ${tasksPerLane} tasks each, ${typeof where === 'string' ? where : `of lanes ${where}`}`
    return command(says, async (model, processes) => {
      const among =
        typeof where === 'string'
          ? {}
          : { among: where.filter((lane) => queueOf(lane) === queue).map((lane) => laneName(model, lane)) }
      const held = where === 'not among the held' ? { held: heldLanes(model) } : {}
      const options: ClaimOptions = { queue, leaseMs, lanes, tasksPerLane, ...among }
      const due = dueLanes(model, options)
      const claims = await processOf(processes, by).claim({ ...options, ...held, now: model.now })
      same(`${says}: how many`, claims.length, Math.min(lanes, due.size))
      const names = claims.map(({ lease }) => lease.lane)
      same(`${says}: each lane once`, new Set(names).size, names.length)
      for (const { lease, tasks } of claims) {
        same(`${says}: the tasks of ${lease.lane}`, tasks, due.get(lease.lane))
        const before = model.lanes.get(lease.lane)?.lastFence ?? 0
        same(`${says}: that the fence ${lease.fence} is above ${before}`, lease.fence > before, true)
        leaseIn(model, lease, model.now + leaseMs)
      }
    })
  })

const lease = fc.nat(2).map((back) => ({
  says: back ? `${back} before the last` : 'the last',
  of: (model: Model): Lease => model.leases.at(-1 - back) ?? { lane: laneName(model, 0), fence: 1 },
}))

const extend = fc.tuple(by, lease, soon).map(([by, lease, ms]) => {
  const says = `${by}: extend lease ${lease.says} to ${ms} ms from now`
  return command(says, async (model, processes) => {
    const until = model.now + ms
    const extended = await processOf(processes, by).extend(lease.of(model), until)
    same(says, extended, extendIn(model, lease.of(model), until))
  })
})

const release = fc.tuple(by, lease, fc.option(soon, { nil: undefined })).map(([by, lease, rest]) => {
  const says = `${by}: release lease ${lease.says}${rest === undefined ? '' : `, not before ${rest} ms from now`}`
  return command(says, async (model, processes) => {
    const notBefore = rest === undefined ? undefined : model.now + rest
    await processOf(processes, by).release(lease.of(model), notBefore)
    releaseIn(model, lease.of(model), notBefore)
  })
})

const time = fc.constantFrom(1, 900, 1000, 5000, 30_000, 600_000).map((ms) =>
  command(`${ms} ms pass`, async (model) => {
    model.now += ms
  }),
)

export const claims: fc.Arbitrary<Command> = fc.oneof({ weight: 3, arbitrary: claim }, extend, release, {
  weight: 2,
  arbitrary: time,
})
