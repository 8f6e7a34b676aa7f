import { randomBytes } from 'node:crypto'
import { networkFault } from '../graph-call.ts'
import { failed, ok, type StepResult, warning } from './step.ts'

export interface WebhookAddress {
  /** As Meta is to call it: `https://example.org/webhooks/whatsapp`. */
  readonly url: string
  readonly verifyToken: string
}

/** Asks the webhook what Meta asks when it is entered in the console: to give back a challenge for the right token only. */
export async function checkWebhook({ url, verifyToken }: WebhookAddress, timeoutMs: number): Promise<StepResult> {
  const challenge = randomBytes(8).toString('hex')
  const [right, wrong] = await Promise.all([
    ask(url, verifyToken, challenge, timeoutMs),
    ask(url, randomBytes(8).toString('hex'), challenge, timeoutMs),
  ])
  if ('fault' in right || 'fault' in wrong) {
    const code = 'fault' in right ? right.fault : 'fault' in wrong ? wrong.fault : ''
    return failed(
      'webhook',
      `${url} does not answer (${code}).`,
      'Start the server, and check PUBLIC_URL, DNS and TLS.',
    )
  }
  if (right.status !== 200 || right.body !== challenge) {
    const mend =
      'Is this Rolecall, with the same WHATSAPP_VERIFY_TOKEN, and does the proxy pass the path and the query?'
    return failed('webhook', `${url} does not give back the challenge (HTTP ${right.status}).`, mend)
  }
  if (wrong.status < 400) {
    const mend = 'Something in front of the server answers in its place: let it pass the path.'
    return failed('webhook', `${url} accepts any verify token.`, mend)
  }
  if (!url.startsWith('https://')) {
    return warning(
      'webhook',
      `${url} answers, without TLS.`,
      'Meta calls https only, with a certificate that it trusts.',
    )
  }
  return ok('webhook', `${url} answers as it should. In the app's console it stands under WhatsApp > Configuration.`)
}

async function ask(
  url: string,
  verifyToken: string,
  challenge: string,
  timeoutMs: number,
): Promise<{ status: number; body: string } | { fault: string }> {
  const asked = new URL(url)
  asked.searchParams.set('hub.mode', 'subscribe')
  asked.searchParams.set('hub.verify_token', verifyToken)
  asked.searchParams.set('hub.challenge', challenge)
  try {
    const response = await fetch(asked, { signal: AbortSignal.timeout(timeoutMs), redirect: 'manual' })
    return { status: response.status, body: await response.text() }
  } catch (error) {
    return { fault: networkFault(error).details }
  }
}
