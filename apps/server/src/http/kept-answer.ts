import type { FastifyReply } from 'fastify'
import { z } from 'zod'
import type { Entries, Made } from '../cache/entries.ts'
import type { Blob } from '../cache/shared-values.ts'
import { hijacked } from './operation.ts'

/** An answer as the cache keeps it: checked against its schema once, ready to be sent. */
const packAnswer = <S extends z.ZodType>(schema: S, answer: z.output<S>): Blob => ({
  about: {},
  body: Buffer.from(JSON.stringify(z.encode(schema, answer))),
})

type Asked<S extends z.ZodType> = {
  readonly key: readonly string[]
  readonly revision: string
  readonly schema: S
  readonly make: () => Made<z.output<S>>
}

/** Sends the answer of an operation from the cache. Clients keep none: `no-store`, as every answer of the API. */
export const sendKept = async <S extends z.ZodType>(
  entries: Entries<Blob>,
  reply: FastifyReply,
  { key, revision, schema, make }: Asked<S>,
): Promise<typeof hijacked> => {
  const kept = await entries.read({
    key,
    revision,
    make: async () => {
      const { value, ...more } = make()
      return { value: packAnswer(schema, value), ...more }
    },
  })
  reply.header('cache-control', 'no-store').header('content-type', 'application/json; charset=utf-8').send(kept?.body)
  return hijacked
}
