import { z } from 'zod'

const Service = z.strictObject({
  /** Tasks that always run, and the most that scaling may start. */
  min: z.int().min(2),
  max: z.int(),
  /** CPU units (1,024 are one core) and memory that a task reserves. */
  cpu: z.int().min(256),
  memoryMiB: z.int().min(512),
})

const Size = z
  .strictObject({
    web: Service,
    worker: Service,
    hosts: z.strictObject({
      instanceType: z.string(),
      cores: z.int(),
      memoryMiB: z.int(),
      min: z.int().min(2),
      max: z.int(),
    }),
    /** One for each zone keeps the others going when a zone fails; one in all is cheaper. */
    natGateways: z.int().min(1).max(3),
    cache: z.strictObject({ nodeType: z.string(), nodes: z.int().min(2).max(6) }),
    mongo: z.strictObject({
      instanceType: z.string(),
      volumeGiB: z.int(),
      iops: z.int().min(3000),
      throughputMiBps: z.int().min(125),
    }),
    /** Interface endpoints: each costs by the hour in each zone, and spares the NAT gateway's price for each GB. */
    interfaceEndpoints: z.array(z.enum(['logs'])),
    logRetentionDays: z.literal([30, 90]),
    /** Requests of one address within five minutes, webhooks aside. */
    requestsPerAddress: z.int().min(100),
    /** Seven days at most: a person who is erased must be out of every copy by then. */
    backups: z.strictObject({ everyHours: z.int(), keepDays: z.int().min(1).max(7) }),
    /** What the cost table supposes of a month. */
    traffic: z.strictObject({
      people: z.int(),
      messages: z.int(),
      requests: z.int(),
      outGB: z.int(),
      assetsGB: z.int(),
      logsGB: z.int(),
      natGB: z.int(),
      uploadsGB: z.int(),
      crossZoneGB: z.int(),
    }),
  })
  .superRefine((size, context) => {
    const free = { cpu: size.hosts.cores * 1024, memory: size.hosts.memoryMiB - hostReserveMiB }
    for (const role of ['web', 'worker'] as const) {
      const { min, max, cpu, memoryMiB } = size[role]
      if (max < min) context.addIssue({ code: 'custom', path: [role, 'max'], message: 'is less than min' })
      if (cpu > free.cpu || memoryMiB > free.memory)
        context.addIssue({ code: 'custom', path: [role], message: 'a task does not fit on a host' })
    }
    const needed = needs(size, 'max')
    if (needed.cpu > free.cpu * size.hosts.max || needed.memoryMiB > free.memory * size.hosts.max)
      context.addIssue({
        code: 'custom',
        path: ['hosts', 'max'],
        message: 'the most tasks do not fit on the most hosts',
      })
  })

export type Size = z.infer<typeof Size>
export type SizeName = 'pilot' | 'city' | 'country'

/** What the operating system and the agents of a host take of its memory. */
const hostReserveMiB = 512
/** The process beside each worker that reports the queue's age. */
export const reporter = { cpu: 32, memoryMiB: 128 } as const

const needs = (size: { web: z.infer<typeof Service>; worker: z.infer<typeof Service> }, at: 'min' | 'max') => ({
  cpu: size.web[at] * size.web.cpu + size.worker[at] * (size.worker.cpu + reporter.cpu),
  memoryMiB: size.web[at] * size.web.memoryMiB + size.worker[at] * (size.worker.memoryMiB + reporter.memoryMiB),
})

export const sizes: Readonly<Record<SizeName, Size>> = {
  pilot: Size.parse({
    web: { min: 2, max: 4, cpu: 512, memoryMiB: 1024 },
    worker: { min: 2, max: 4, cpu: 512, memoryMiB: 1024 },
    hosts: { instanceType: 't4g.medium', cores: 2, memoryMiB: 3886, min: 2, max: 5 },
    natGateways: 1,
    cache: { nodeType: 'cache.t4g.micro', nodes: 2 },
    mongo: { instanceType: 't4g.medium', volumeGiB: 50, iops: 3000, throughputMiBps: 125 },
    interfaceEndpoints: [],
    logRetentionDays: 30,
    requestsPerAddress: 2000,
    backups: { everyHours: 24, keepDays: 7 },
    traffic: {
      people: 10_000,
      messages: 300_000,
      requests: 3_000_000,
      outGB: 30,
      assetsGB: 20,
      logsGB: 5,
      natGB: 20,
      uploadsGB: 10,
      crossZoneGB: 50,
    },
  }),
  city: Size.parse({
    web: { min: 3, max: 12, cpu: 1024, memoryMiB: 3072 },
    worker: { min: 3, max: 12, cpu: 896, memoryMiB: 3072 },
    hosts: { instanceType: 'm7g.large', cores: 2, memoryMiB: 7782, min: 3, max: 16 },
    natGateways: 3,
    cache: { nodeType: 'cache.t4g.medium', nodes: 3 },
    mongo: { instanceType: 'r7g.large', volumeGiB: 200, iops: 3000, throughputMiBps: 250 },
    interfaceEndpoints: [],
    logRetentionDays: 30,
    requestsPerAddress: 3000,
    backups: { everyHours: 12, keepDays: 7 },
    traffic: {
      people: 500_000,
      messages: 10_000_000,
      requests: 100_000_000,
      outGB: 800,
      assetsGB: 500,
      logsGB: 80,
      natGB: 300,
      uploadsGB: 300,
      crossZoneGB: 2000,
    },
  }),
  country: Size.parse({
    web: { min: 6, max: 40, cpu: 1792, memoryMiB: 12_288 },
    worker: { min: 6, max: 40, cpu: 1792, memoryMiB: 12_288 },
    hosts: { instanceType: 'r7g.xlarge', cores: 4, memoryMiB: 31_600, min: 6, max: 48 },
    natGateways: 3,
    cache: { nodeType: 'cache.r7g.large', nodes: 3 },
    mongo: { instanceType: 'r7g.4xlarge', volumeGiB: 2000, iops: 12_000, throughputMiBps: 500 },
    interfaceEndpoints: ['logs'],
    logRetentionDays: 90,
    requestsPerAddress: 5000,
    backups: { everyHours: 6, keepDays: 7 },
    traffic: {
      people: 20_000_000,
      messages: 300_000_000,
      requests: 2_000_000_000,
      outGB: 20_000,
      assetsGB: 10_000,
      logsGB: 2000,
      natGB: 8000,
      uploadsGB: 20_000,
      crossZoneGB: 40_000,
    },
  }),
}
