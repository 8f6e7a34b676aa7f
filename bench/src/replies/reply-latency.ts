import { createServer } from 'node:http'
import { freePort, startRolecall, whatsappEnv } from './rolecall-process.ts'
import { quantile } from './statistics.ts'
import { signedMessage } from './webhook-body.ts'

const perSecond = 100
const seconds = 20
const runs = 3

/** From the webhook's POST to the reply's arrival at the Graph API, at 100 messages a second from distinct people. */
export const benchReplyLatency = async (): Promise<string> => {
  const p50: number[] = []
  const p99: number[] = []
  for (let run = 0; run < runs; run += 1) {
    const times = await measureReplies(run)
    p50.push(quantile(times, 0.5))
    p99.push(quantile(times, 0.99))
    console.log(`run ${run + 1}: p50 ${p50.at(-1)?.toFixed(1)} ms, p99 ${p99.at(-1)?.toFixed(1)} ms`)
  }
  return [
    `| webhook to the reply's arrival at the Graph API, ${perSecond} a second (median of ${runs} runs of ${seconds} s) | ms |`,
    '|---|---|',
    `| p50 | ${quantile(p50, 0.5).toFixed(1)} |`,
    `| p99 | ${quantile(p99, 0.5).toFixed(1)} |`,
  ].join('\n')
}

/** Who writes: each text in turn, by new people or by some who go on. */
type Writers = { readonly texts: readonly string[] }
const newcomers: Writers = { texts: ['Hi'] }

/**
 * Milliseconds of each reply of a run, the first second left out. `env`: what the server runs in besides. Each person
 * writes all of the texts, one after the other, some seconds apart.
 */
export const measureReplies = async (
  run: number,
  env: Readonly<Record<string, string>> = {},
  { texts }: Writers = newcomers,
): Promise<number[]> => {
  const sentAt = new Map<string, number>()
  const times: number[] = []
  const graph = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += chunk
    const message: unknown = body === '' ? {} : JSON.parse(body)
    const to = typeof message === 'object' && message !== null && 'to' in message ? String(message.to) : ''
    const at = sentAt.get(to)
    if (at !== undefined) times.push(performance.now() - at)
    sentAt.delete(to)
    response.setHeader('content-type', 'application/json')
    response.end(
      JSON.stringify({
        messaging_product: 'whatsapp',
        contacts: [{ input: to, wa_id: to }],
        messages: [{ id: `wamid.reply-${to}-${Math.random()}` }],
        success: true,
      }),
    )
  })
  const port = await freePort()
  await new Promise<void>((resolve) => graph.listen(port, '127.0.0.1', resolve))
  try {
    await using rolecall = await startRolecall({
      ...whatsappEnv,
      WHATSAPP_GRAPH_URL: `http://127.0.0.1:${port}`,
      WHATSAPP_MESSAGES_PER_SECOND: '1000',
      ...env,
    })
    await send(rolecall.url, { run, texts }, sentAt)
    for (let waited = 0; sentAt.size > 0 && waited < 100; waited += 1)
      await new Promise((resolve) => setTimeout(resolve, 100))
    if (sentAt.size > 0) throw new Error(`${sentAt.size} messages got no reply`)
  } finally {
    graph.closeAllConnections()
    graph.close()
  }
  return times.slice(perSecond)
}

const send = async (
  url: string,
  { run, texts }: Writers & { readonly run: number },
  sentAt: Map<string, number>,
): Promise<void> => {
  const people = (perSecond * seconds) / texts.length
  const startedAt = performance.now()
  const posts: Promise<unknown>[] = []
  for (let index = 0; index < perSecond * seconds; index += 1) {
    const dueIn = startedAt + (index * 1000) / perSecond - performance.now()
    if (dueIn > 0) await new Promise((resolve) => setTimeout(resolve, dueIn))
    const person = run * 1_000_000 + (index % people)
    const text = texts[Math.floor(index / people)] ?? ''
    const { body, headers } = signedMessage(person, `wamid.latency-${run}-${index}`, text)
    sentAt.set(String(254_700_000_000 + person), performance.now())
    posts.push(
      fetch(`${url}/webhooks/whatsapp`, { method: 'POST', body, headers }).then((answer) => answer.arrayBuffer()),
    )
  }
  await Promise.all(posts)
}
