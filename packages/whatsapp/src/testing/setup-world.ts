import type { SetupOptions } from '../setup/setup.ts'
import type { StepResult } from '../setup/step.ts'
import type { TemplateDefinition } from '../setup/template-definition.ts'
import { type Answer, answerFault, answerJson, type FakeGraph, fakeGraph } from './fake-graph.ts'

export const newJobs: TemplateDefinition = {
  name: 'new_jobs',
  category: 'MARKETING',
  language: 'en',
  body: 'There are {{count}} new jobs that fit you, the first as {{job}}. Shall I show them?',
  examples: { count: '3', job: 'cook' },
  buttons: ['Show jobs'],
}

/** An account where all is well and no template stands; `answers` replace those of a path by "METHOD path". */
export async function accountServer(answers: Record<string, Answer> = {}): Promise<FakeGraph> {
  const scopes = ['whatsapp_business_messaging', 'whatsapp_business_management']
  const number = {
    verified_name: 'Thika Job Centre',
    display_phone_number: '+254 700 000000',
    quality_rating: 'GREEN',
    throughput: { level: 'STANDARD' },
    platform_type: 'CLOUD_API',
    code_verification_status: 'VERIFIED',
    whatsapp_business_manager_messaging_limit: 'TIER_2K',
  }
  const all: Record<string, Answer> = {
    'GET /v26.0/debug_token': answerJson(200, { data: { app_id: '9', is_valid: true, scopes, expires_at: 0 } }),
    'GET /v26.0/106': answerJson(200, number),
    'GET /webhook': challenge,
    'GET /v26.0/waba/subscribed_apps': answerJson(200, { data: [] }),
    'POST /v26.0/waba/subscribed_apps': answerJson(200, { success: true }),
    'GET /v26.0/waba/message_templates': answerJson(200, { data: [] }),
    'POST /v26.0/waba/message_templates': answerJson(200, { id: '1', status: 'PENDING', category: 'MARKETING' }),
    ...answers,
  }
  return fakeGraph((response, received) => {
    const path = received.path.split('?', 1)[0] ?? ''
    const answer = all[`${received.method} ${path}`] ?? answerFault(404, 100)
    answer(response, received)
  })
}

export function optionsFor(graph: FakeGraph): SetupOptions {
  return {
    graphUrl: `${graph.url}/v26.0`,
    accessToken: 'secret-token',
    timeoutMs: 1_000,
    userAgent: 'Rolecall',
    wabaId: 'waba',
    phoneNumberId: '106',
    webhook: { url: `${graph.url}/webhook`, verifyToken: 'verify' },
    templates: [newJobs],
    approval: { pollMs: 1, looks: 1 },
    wait: async () => {},
  }
}

/** The templates that the account lists, as Meta writes them. */
export function listing(...templates: { status: string; [field: string]: unknown }[]): Answer {
  const data = templates.map((template) => ({
    name: newJobs.name,
    language: newJobs.language,
    category: newJobs.category,
    components: [{ type: 'BODY', text: newJobs.body }],
    ...template,
  }))
  return answerJson(200, { data })
}

export async function collect(results: AsyncIterable<StepResult>): Promise<StepResult[]> {
  const all: StepResult[] = []
  for await (const result of results) all.push(result)
  return all
}

export const challenge: Answer = (response, received) => {
  const query = new URL(received.path, 'http://localhost').searchParams
  if (query.get('hub.verify_token') !== 'verify') response.writeHead(403).end()
  else response.end(query.get('hub.challenge'))
}
