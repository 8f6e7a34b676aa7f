import { z } from 'zod'
import type { Route } from './route.ts'
import { Moment, PageQuery, pageOf } from './shapes.ts'

const Queue = z.enum(['receive', 'deliver', 'match', 'record', 'mail'])
const count = z.int().min(0)

/** Messages of one template (`none`: as they are written) and category, by how far they came. */
const Delivered = z.object({
  template: z.string(),
  category: z.string(),
  accepted: count,
  delivered: count,
  read: count,
  failed: count,
  dropped: count,
  unknown: count,
})
export type Delivered = z.infer<typeof Delivered>

/** Messages by what WhatsApp bills them as, in its words. `regular`: for money; the other types are free. */
const Priced = z.object({ template: z.string(), category: z.string(), type: z.string(), count })
export type Priced = z.infer<typeof Priced>

const Span = z.object({ deliveries: z.array(Delivered), priced: z.array(Priced) })

const Instance = z.object({
  id: z.string(),
  role: z.enum(['all', 'web', 'worker']),
  version: z.string(),
  startedAt: Moment,
  seenAt: Moment,
  /** Whether it told of itself within the last half minute. */
  alive: z.boolean(),
  memoryBytes: count,
  loopDelayMs: z.number(),
  streams: count,
  feedLagMs: z.number(),
  /** How often its change feed broke since it started. */
  feedReopened: count,
  index: z.object({ rows: count, changedAt: Moment.optional(), lateMs: z.number().optional() }),
})
export type Instance = z.infer<typeof Instance>

const BusinessNumber = z.object({
  id: z.string(),
  quality: z.enum(['green', 'yellow', 'red', 'unknown']).optional(),
  /** People who may be written to first within 24 hours; -1: no limit. */
  messagingLimit: z.int().optional(),
  event: z.string().optional(),
  eventAt: Moment.optional(),
  readAt: Moment,
})
export type BusinessNumber = z.infer<typeof BusinessNumber>

/** How the installation does. Counts of waiting things stop at 10,000. */
export const HealthView = z.object({
  at: Moment,
  queues: z.array(
    z.object({ queue: Queue, waiting: count, running: count, dead: count, oldestSince: Moment.optional() }),
  ),
  /** People who asked for a person: `open`, nobody has taken it yet. */
  people: z.object({ open: count, taken: count, oldestSince: Moment.optional() }),
  /** Messages on their way, or of unknown fate. */
  outbox: z.object({ queued: count, sending: count, accepted: count, unknown: count }),
  /** The last 24 hours, and the last seven days. */
  day: Span,
  week: Span,
  numbers: z.array(BusinessNumber),
  instances: z.array(Instance),
  /** Reads of all living instances since they started. */
  cache: z.object({ hits: count, stale: count, misses: count, errors: count }),
})
export type HealthView = z.infer<typeof HealthView>

/** A task that was given up. `error`: the name of what was thrown and where, or a code; never a text of a person. */
export const DeadTask = z.object({
  id: z.string(),
  queue: Queue,
  kind: z.string(),
  attempts: count,
  error: z.string().optional(),
  at: Moment,
  /** What it worked on was erased: it can never be done. */
  erased: z.boolean(),
})
export type DeadTask = z.infer<typeof DeadTask>

export const healthRoutes = {
  readHealth: {
    method: 'GET',
    path: '/operator/health',
    surface: 'operator',
    summary: 'How the installation does: queues, people who wait, messages and what they cost, instances',
    success: { status: 200, description: 'How it does', schema: HealthView },
    problems: [],
  },
  listDeadTasks: {
    method: 'GET',
    path: '/operator/dead-tasks',
    surface: 'operator',
    summary: 'Tasks that were given up, newest first',
    query: PageQuery,
    success: { status: 200, description: 'A page of tasks', schema: pageOf(DeadTask) },
    problems: [],
  },
  retryDeadTask: {
    method: 'POST',
    creates: 'state',
    path: '/operator/dead-tasks/:taskId/retry',
    surface: 'operator',
    summary: 'Set a task that was given up to be worked on again, with all its attempts before it',
    params: z.strictObject({ taskId: z.string().min(1).max(200) }),
    success: { status: 204, description: 'A worker takes it up' },
    problems: ['conflict', 'task-erased'],
  },
} as const satisfies Record<string, Route>
