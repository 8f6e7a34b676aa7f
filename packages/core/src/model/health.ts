import { z } from 'zod'
import { define } from './define.ts'

/**
 * A process of this installation and how it was when it last beat, every few seconds. It goes when the process stops, or a day
 * after it fell silent. Epoch ms.
 */
export const instances = define({
  version: 1,
  schema: z.object({
    id: z.string(),
    role: z.enum(['all', 'web', 'worker']),
    /** The release that it runs, and the database that it stands on. */
    version: z.string(),
    startedAt: z.int(),
    seenAt: z.int(),
    memoryBytes: z.int(),
    /** The 99th percentile since the beat before. */
    loopDelayMs: z.number(),
    streams: z.int(),
    /** Tasks being worked on, by queue. */
    running: z.record(z.string(), z.int()),
    /** What it reads the feed with: from a commit of its own until it heard of it. */
    feed: z.object({ lagMs: z.number(), reopened: z.int() }),
    /** The people and jobs that it matches, and how late it heard of the last change. */
    index: z.object({ rows: z.int(), changedAt: z.int().optional(), lateMs: z.number().optional() }),
    /** Reads since it started, and the bytes that it gave from the cache. */
    cache: z.object({ hits: z.int(), stale: z.int(), misses: z.int(), errors: z.int(), bytes: z.int() }),
  }),
  personal: [],
  blind: [],
  indexes: { seen: { fields: ['seenAt'] } },
  feed: true,
})

/**
 * What one process counted of the messages of one hour (`hour`: its first millisecond). Each process has its own, so that they
 * never wait for each other; one that is killed loses the counts since its last beat. The id is `<instance>:<hour>`.
 */
export const tallies = define({
  version: 1,
  schema: z.object({
    id: z.string(),
    hour: z.int(),
    /** `template`: its name, or `none` of a free-form message. */
    deliveries: z.array(z.object({ template: z.string(), category: z.string(), outcome: z.string(), count: z.int() })),
    /** In WhatsApp's words, of the messages whose price a status told for the first time. */
    priced: z.array(z.object({ template: z.string(), category: z.string(), type: z.string(), count: z.int() })),
  }),
  personal: [],
  blind: [],
  indexes: { hour: { fields: ['hour'] } },
  feed: false,
})

/** What WhatsApp last said of a business number. The id is the number's id, or of the whole account `account:<wabaId>`. */
export const businessNumbers = define({
  version: 1,
  schema: z.object({
    id: z.string(),
    /** As WhatsApp rates its messages. */
    quality: z.enum(['green', 'yellow', 'red', 'unknown']).optional(),
    /** How many people may be written to first within 24 hours; -1: no limit. */
    messagingLimit: z.int().optional(),
    /** The newest event about it, and when it came. */
    event: z.string().optional(),
    eventAt: z.int().optional(),
    readAt: z.int(),
  }),
  personal: [],
  blind: [],
  indexes: { read: { fields: ['readAt'] } },
  feed: false,
})
