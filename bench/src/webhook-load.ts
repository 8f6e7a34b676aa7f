import autocannon from 'autocannon'
import { signedMessage } from './webhook-body.ts'

export type WebhookLoad = {
  readonly url: string
  /** Tells the messages of this run from those of others. */
  readonly round: number
  readonly connections: number
  readonly seconds: number
  /** More than all connections get through in a second, so that no message is sent twice; each is signed before the time runs. */
  readonly mostPerSecond?: number
}

/** Posts webhooks as fast as they are answered, one message a POST, distinct people; gives how many a second. */
export const postWebhooks = async ({
  url,
  round,
  connections,
  seconds,
  mostPerSecond = 50_000,
}: WebhookLoad): Promise<number> => {
  const batches = Array.from({ length: connections }, (_, connection) =>
    batchOf(round * connections + connection, Math.ceil((mostPerSecond * seconds) / connections)),
  )
  const result = await autocannon({
    url: `${url}/webhooks/whatsapp`,
    connections,
    duration: seconds,
    setupClient: (client) => client.setRequests(batches.pop() ?? []),
  })
  if (result.non2xx > 0 || result.errors > 0) throw new Error(`${result.non2xx} refused, ${result.errors} failed`)
  return result.requests.average
}

const batchOf = (batch: number, perConnection: number): autocannon.Request[] =>
  Array.from({ length: perConnection }, (_, index) => {
    const person = batch * perConnection + index
    const { body, headers } = signedMessage(person, `wamid.bench-${person}`, 'Hi')
    return { method: 'POST', path: '/webhooks/whatsapp', body, headers: { ...headers } }
  })
