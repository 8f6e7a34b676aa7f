import { type GraphAnswer, graphError } from '../graph-call.ts'

export type StepName = 'token' | 'number' | 'webhook' | 'subscription' | 'templates' | 'approval'

/** What one check found, in plain words for an operator. */
export interface StepResult {
  readonly step: StepName
  /** `waiting`: nothing to do but to look again later. */
  readonly state: 'ok' | 'warning' | 'waiting' | 'failed'
  readonly says: string
  /** What to do about it, where something is to be done. */
  readonly mend?: string
}

export function ok(step: StepName, says: string): StepResult {
  return { step, state: 'ok', says }
}

export function warning(step: StepName, says: string, mend: string): StepResult {
  return { step, state: 'warning', says, mend }
}

export function failed(step: StepName, says: string, mend: string): StepResult {
  return { step, state: 'failed', says, mend }
}

export function isSuccess(answer: GraphAnswer): answer is GraphAnswer & { outcome: 'answered' } {
  return answer.outcome === 'answered' && answer.status >= 200 && answer.status < 300
}

/** Why a call of the Graph API did not succeed, and what to do. */
export function failedCall(step: StepName, what: string, answer: GraphAnswer): StepResult {
  if (answer.outcome !== 'answered') {
    return failed(step, `${what}: no answer (${answer.details}).`, 'Check the network and WHATSAPP_GRAPH_URL.')
  }
  const fault = graphError(answer.body)
  if (fault === undefined) {
    return failed(step, `${what}: HTTP ${answer.status}.`, 'Check WHATSAPP_GRAPH_URL: its path ends in the version.')
  }
  return failed(step, `${what}: Meta says ${fault.code}, "${fault.details}".`, mendOf(fault.code))
}

function mendOf(code: number): string {
  if (code === 0 || code === 190) {
    return 'Make a new token of a system user in Meta Business settings and set WHATSAPP_ACCESS_TOKEN.'
  }
  if (code === 3 || code === 10 || (code >= 200 && code <= 299)) {
    return 'Give the system user full control of the app and the WhatsApp account, with the permissions whatsapp_business_messaging and whatsapp_business_management.'
  }
  if (code === 100 || code === 33) {
    return 'Check the id: it is unknown, or this token may not see it.'
  }
  return "Look the code up in Meta's list of error codes."
}
