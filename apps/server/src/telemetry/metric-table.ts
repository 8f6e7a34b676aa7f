import { collections } from '@rolecall/core/model/collections'
import { kept } from '../cache/kept.ts'

/** A list: no other value is told, but `other`. A text: what bounds it, where the program cannot list it. */
type Values = readonly string[] | string

export type Metric = {
  readonly type: 'counter' | 'gauge' | 'histogram'
  readonly help: string
  readonly labels: Readonly<Record<string, Values>>
  /** Upper bounds, in seconds or in bytes as the name says. */
  readonly buckets?: readonly number[]
}

const queue = collections.tasks.schema.shape.queue.options
const outboxCategory = collections.outbox.schema.shape.category.options
const templates = 'the message templates that the catalogues name, and none'
const cached = Object.keys(kept)
const numbers = "the operator's business numbers and accounts"
const routes = 'the routes that the server registers, and none'

const quick = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5]
const slow = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30]
const tiny = [0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25]

/**
 * Every metric that Rolecall tells. Gauges marked "of the installation" are the same at each process: take one of them, never
 * their sum.
 */
export const metrics = {
  rolecall_instance_info: {
    type: 'gauge',
    help: 'This process, always 1.',
    labels: { role: ['all', 'web', 'worker'], version: 'the release that runs' },
  },
  rolecall_instances: {
    type: 'gauge',
    help: 'Processes that told of themselves within the last 30 seconds. Of the installation.',
    labels: { role: ['all', 'web', 'worker'] },
  },
  rolecall_http_requests_total: {
    type: 'counter',
    help: 'HTTP requests that were answered, webhooks left out.',
    labels: {
      route: routes,
      method: ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS'],
      status: ['1xx', '2xx', '3xx', '4xx', '5xx'],
    },
  },
  rolecall_http_request_seconds: {
    type: 'histogram',
    help: 'From the head of a request to the end of its answer.',
    labels: { route: routes, method: ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS'] },
    buckets: quick,
  },
  rolecall_streams_open: { type: 'gauge', help: 'Server-sent event streams that are open here.', labels: {} },
  rolecall_webhook_seconds: {
    type: 'histogram',
    help: 'From the last byte of a webhook to its answer: kept (200), refused (4xx), or not stored (503).',
    labels: { outcome: ['kept', 'refused', 'not-stored'] },
    buckets: quick,
  },
  rolecall_tasks_waiting: {
    type: 'gauge',
    help: 'Tasks that are due, counted up to 10,000. Of the installation.',
    labels: { queue },
  },
  rolecall_tasks_oldest_seconds: {
    type: 'gauge',
    help: 'How long the oldest task that is due has been due; 0 where none is. Of the installation.',
    labels: { queue },
  },
  rolecall_tasks_dead: {
    type: 'gauge',
    help: 'Tasks that were given up, counted up to 10,000. Of the installation.',
    labels: { queue },
  },
  rolecall_tasks_running: { type: 'gauge', help: 'Tasks that this process works on now.', labels: { queue } },
  rolecall_tasks_total: {
    type: 'counter',
    help: 'Tasks that were worked on: done, set back to be tried again, given up, or lost to another process.',
    labels: { queue, outcome: ['done', 'retried', 'dead', 'lost'] },
  },
  rolecall_task_seconds: {
    type: 'histogram',
    help: 'How long a task was worked on.',
    labels: { queue },
    buckets: slow,
  },
  rolecall_outbox: {
    type: 'gauge',
    help: 'Messages on their way, or of unknown fate, counted up to 10,000. Of the installation.',
    labels: { state: ['queued', 'sending', 'accepted', 'unknown'] },
  },
  rolecall_deliveries_total: {
    type: 'counter',
    help: 'How far messages came: each counts once for each state that it reaches.',
    labels: {
      template: templates,
      category: outboxCategory,
      outcome: ['accepted', 'sent', 'delivered', 'read', 'failed', 'unknown', 'dropped'],
    },
  },
  rolecall_whatsapp_priced_total: {
    type: 'counter',
    help: 'Messages by what WhatsApp says that it bills them as, at the first status that says so.',
    labels: {
      template: templates,
      category: [
        'marketing',
        'marketing_lite',
        'utility',
        'authentication',
        'authentication_international',
        'service',
        'referral_conversion',
        'none',
      ],
      type: ['regular', 'free_customer_service', 'free_entry_point', 'none'],
    },
  },
  rolecall_whatsapp_seconds: {
    type: 'histogram',
    help: "How long a call of WhatsApp's API took.",
    labels: { call: ['send', 'read', 'media'], outcome: ['done', 'refused', 'unknown'] },
    buckets: slow,
  },
  rolecall_whatsapp_refusals_total: {
    type: 'counter',
    help: "Calls that WhatsApp refused, by its error's code.",
    labels: { code: 'the codes that the edge to WhatsApp knows, and other' },
  },
  rolecall_whatsapp_quality: {
    type: 'gauge',
    help: 'The quality of a business number: 3 green, 2 yellow, 1 red, 0 unknown. Of the installation.',
    labels: { number: numbers },
  },
  rolecall_whatsapp_messaging_limit: {
    type: 'gauge',
    help: 'How many people may be written to first within 24 hours; -1 without a limit. Of the installation.',
    labels: { number: numbers },
  },
  rolecall_cache_reads_total: {
    type: 'counter',
    help: 'Reads of the cache, by what is cached.',
    labels: { name: cached, outcome: ['hit', 'stale', 'miss', 'error'] },
  },
  rolecall_cache_read_seconds: {
    type: 'histogram',
    help: 'How long a read of the cache took, without making what was missing.',
    labels: { name: cached },
    buckets: tiny,
  },
  rolecall_cache_bytes: {
    type: 'histogram',
    help: 'Bytes of the values that were read from the cache.',
    labels: { name: cached },
    buckets: [256, 1024, 4096, 16_384, 65_536, 262_144, 1_048_576],
  },
  rolecall_redis_up: { type: 'gauge', help: '1 where the Redis of REDIS_URL answers; absent without one.', labels: {} },
  rolecall_store_up: { type: 'gauge', help: '1 where the database answers.', labels: {} },
  rolecall_commit_seconds: {
    type: 'histogram',
    help: 'How long a commit took, by what came of it.',
    labels: { outcome: ['committed', 'conflict', 'duplicate', 'lease-lost', 'unknown', 'unavailable'] },
    buckets: quick,
  },
  rolecall_feed_lag_seconds: {
    type: 'gauge',
    help: 'From a commit of this process until its own change feed told it of that; it grows while the feed is silent.',
    labels: {},
  },
  rolecall_feed_reopened_total: {
    type: 'counter',
    help: 'How often the change feed broke and was opened again.',
    labels: {},
  },
  rolecall_index_rows: {
    type: 'gauge',
    help: 'Rows of the index that this process matches with.',
    labels: { kind: ['people', 'jobs'] },
  },
  rolecall_index_change_age_seconds: {
    type: 'gauge',
    help: 'How long ago a change was last applied to the index.',
    labels: {},
  },
  rolecall_index_late_seconds: {
    type: 'histogram',
    help: 'From a commit of this process until its change stood in its index.',
    labels: {},
    buckets: slow,
  },
  rolecall_sessions: {
    type: 'gauge',
    help: 'Sign-ins that have not reached their end, those ended early among them, counted up to 100,000. Of the installation.',
    labels: {},
  },
  rolecall_cases: {
    type: 'gauge',
    help: 'People who asked for a person, counted up to 10,000: open, nobody has taken it yet. Of the installation.',
    labels: { state: ['open', 'taken'] },
  },
  rolecall_cases_oldest_seconds: {
    type: 'gauge',
    help: 'How long the person has waited who waits the longest; 0 where nobody does. Of the installation.',
    labels: {},
  },
  rolecall_event_loop_delay_seconds: {
    type: 'gauge',
    help: 'How late the event loop was since the last time that this was read.',
    labels: { quantile: ['0.5', '0.99', '1'] },
  },
  rolecall_memory_bytes: {
    type: 'gauge',
    help: 'Memory of the process.',
    labels: { kind: ['resident', 'heap-used', 'heap', 'external'] },
  },
  rolecall_cpu_seconds_total: {
    type: 'counter',
    help: 'CPU time that the process used, user and system.',
    labels: {},
  },
} as const satisfies Record<string, Metric>

type Table = typeof metrics
export type MetricName<T extends Metric['type'] = Metric['type']> = {
  [N in keyof Table]: Table[N]['type'] extends T ? N : never
}[keyof Table]

/** The labels of a metric with their values. */
export type LabelsOf<N extends MetricName> = Readonly<Record<keyof Table[N]['labels'] & string, string>>
