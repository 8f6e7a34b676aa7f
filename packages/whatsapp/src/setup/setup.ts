import { setTimeout } from 'node:timers/promises'
import type { GraphOptions } from '../graph-call.ts'
import { checkNumber } from './check-number.ts'
import { checkToken } from './check-token.ts'
import { checkWebhook, type WebhookAddress } from './check-webhook.ts'
import { followApproval } from './follow-approval.ts'
import type { StepResult } from './step.ts'
import { submitTemplates } from './submit-templates.ts'
import { subscribe } from './subscribe.ts'
import type { TemplateDefinition } from './template-definition.ts'

export interface SetupOptions extends GraphOptions {
  readonly wabaId: string
  readonly phoneNumberId: string
  readonly webhook: WebhookAddress
  readonly templates: readonly TemplateDefinition[]
  /** How long to follow the approval, in milliseconds; ten minutes, a look every ten seconds. */
  readonly approval?: { readonly pollMs: number; readonly looks: number }
  readonly wait?: (ms: number) => Promise<void>
}

/**
 * Sets a business number up, step by step, and tells what it finds as it goes. Running it again is safe: what is done
 * already is left as it is. With a token that is not accepted nothing else can be asked, so that it ends there.
 */
export async function* setup(options: SetupOptions): AsyncGenerator<StepResult> {
  const { wabaId, phoneNumberId, webhook, templates } = options
  const token = await checkToken(options)
  yield token.result
  if (token.result.state === 'failed') return
  yield await checkNumber(options, phoneNumberId)
  yield await checkWebhook(webhook, options.timeoutMs)
  yield await subscribe(options, { wabaId, appId: token.appId })
  yield* submitTemplates(options, { wabaId, templates })
  const { pollMs, looks } = options.approval ?? { pollMs: 10_000, looks: 60 }
  const wait = options.wait ?? ((ms: number) => setTimeout(ms))
  yield* followApproval(options, { wabaId, templates, pollMs, looks, wait })
}
