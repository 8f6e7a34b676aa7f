import { collections } from '@rolecall/core/model/collections'

/** Every queue, in the order in which they are told. */
export const queueNames = collections.tasks.schema.shape.queue.options

/** Where counting the tasks of a queue stops. */
export const mostCounted = 10_000
