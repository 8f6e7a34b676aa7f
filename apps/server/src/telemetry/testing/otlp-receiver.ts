import { createServer } from 'node:http'
import { z } from 'zod'

const Value = z.object({ stringValue: z.string().optional(), intValue: z.union([z.string(), z.number()]).optional() })
const Attributes = z.array(z.object({ key: z.string(), value: Value.loose() }))
const Spans = z.object({
  resourceSpans: z.array(
    z.object({
      resource: z.object({ attributes: Attributes }),
      scopeSpans: z.array(
        z.object({
          spans: z.array(
            z.object({
              name: z.string(),
              traceId: z.string(),
              spanId: z.string(),
              parentSpanId: z.string().optional(),
              attributes: Attributes.default([]),
            }),
          ),
        }),
      ),
    }),
  ),
})

export type ReceivedSpan = {
  readonly name: string
  readonly traceId: string
  readonly spanId: string
  readonly parentSpanId?: string | undefined
  /** Of the process that sent it. */
  readonly resource: Readonly<Record<string, string>>
}

/** Takes spans by OTLP over HTTP, in JSON, as a collector does. */
export const startOtlpReceiver = async () => {
  const spans: ReceivedSpan[] = []
  const bodies: string[] = []
  const server = createServer(async (request, response) => {
    let text = ''
    for await (const chunk of request) text += chunk
    bodies.push(text)
    spans.push(...spansIn(text))
    response.setHeader('content-type', 'application/json')
    response.end('{}')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address !== 'object') throw new Error('no address')
  return {
    url: `http://127.0.0.1:${address.port}`,
    spans,
    bodies,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

const spansIn = (text: string): readonly ReceivedSpan[] =>
  Spans.parse(JSON.parse(text)).resourceSpans.flatMap(({ resource, scopeSpans }) => {
    const about = Object.fromEntries(resource.attributes.map(({ key, value }) => [key, value.stringValue ?? '']))
    return scopeSpans.flatMap(({ spans }) =>
      spans.map(({ attributes: _attributes, ...span }) => ({ ...span, resource: about })),
    )
  })
