import type { GraphOptions } from '../graph-call.ts'
import { type ListedTemplate, listTemplates } from './listed-templates.ts'
import { failed, failedCall, ok, type StepResult } from './step.ts'
import { titleOf } from './submit-templates.ts'
import type { TemplateDefinition } from './template-definition.ts'

export interface Approval {
  readonly wabaId: string
  readonly templates: readonly TemplateDefinition[]
  /** Between two looks, in milliseconds. */
  readonly pollMs: number
  /** How many looks before what is pending is left waiting; Meta takes minutes, at most a day. */
  readonly looks: number
  readonly wait: (ms: number) => Promise<void>
}

/** Tells each template's verdict as it falls, and at the end what still waits for one. */
export async function* followApproval(graph: GraphOptions, approval: Approval): AsyncGenerator<StepResult> {
  let open = approval.templates
  for (let look = 1; open.length > 0; look++) {
    const existing = await listTemplates(graph, approval.wabaId)
    if (!Array.isArray(existing)) {
      yield failedCall('approval', 'The templates could not be listed', existing)
      return
    }
    const isLast = look >= approval.looks
    const pending: TemplateDefinition[] = []
    for (const template of open) {
      const known = existing.find(({ name, language }) => name === template.name && language === template.language)
      const result = verdict(template, known)
      if (result.state === 'waiting' && !isLast) pending.push(template)
      else yield result
    }
    open = pending
    if (open.length > 0) await approval.wait(approval.pollMs)
  }
}

function verdict(template: TemplateDefinition, known: ListedTemplate | undefined): StepResult {
  const title = titleOf(template)
  switch (known?.status) {
    case 'APPROVED':
      return ok('approval', `${title} is approved.`)
    case undefined:
      return failed('approval', `${title} is not at Meta.`, 'See why it was not submitted, above.')
    case 'REJECTED': {
      const reason = known?.reason ?? 'no reason given'
      return failed('approval', `${title} is rejected: ${reason}.`, 'Change its text, or appeal in WhatsApp Manager.')
    }
    case 'PAUSED':
    case 'DISABLED':
    case 'LIMIT_EXCEEDED':
    case 'PENDING_DELETION':
    case 'DELETED':
    case 'ARCHIVED':
      return failed('approval', `${title} is ${known?.status.toLowerCase()}.`, 'See WhatsApp Manager for the reason.')
    default: {
      const says = `${title} waits for Meta's review (${known?.status.toLowerCase()}).`
      return { step: 'approval', state: 'waiting', says, mend: 'Run this again later: a review takes up to a day.' }
    }
  }
}
