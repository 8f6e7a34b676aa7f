import { type GraphOptions, graphCall } from '../graph-call.ts'
import { record, text } from '../webhook/narrow.ts'
import { type ListedTemplate, listTemplates } from './listed-templates.ts'
import { failed, failedCall, isSuccess, ok, type StepResult, warning } from './step.ts'
import { creationRequest, problemsOf, type TemplateDefinition } from './template-definition.ts'

interface Submission {
  readonly wabaId: string
  readonly templates: readonly TemplateDefinition[]
}

/** Submits what the account does not have yet; nothing that Meta would refuse is sent to it. */
export async function* submitTemplates(
  graph: GraphOptions,
  { wabaId, templates }: Submission,
): AsyncGenerator<StepResult> {
  const existing = await listTemplates(graph, wabaId)
  if (!Array.isArray(existing)) {
    yield failedCall('templates', 'The templates could not be listed', existing)
    return
  }
  for (const template of templates) {
    const known = existing.find(({ name, language }) => name === template.name && language === template.language)
    yield known === undefined ? await submit(graph, wabaId, template) : compared(template, known)
  }
}

/** How a template is spoken of: "new_jobs (es)". */
export function titleOf({ name, language }: Pick<TemplateDefinition, 'name' | 'language'>): string {
  return `${name} (${language})`
}

async function submit(graph: GraphOptions, wabaId: string, template: TemplateDefinition): Promise<StepResult> {
  const title = titleOf(template)
  const problems = problemsOf(template)
  if (problems.length > 0) {
    return failed(
      'templates',
      `${title} was not submitted: ${problems.join('; ')}.`,
      'Change its text in the catalogue.',
    )
  }
  const path = `/${encodeURIComponent(wabaId)}/message_templates`
  const answer = await graphCall(graph, 'POST', path, creationRequest(template))
  if (!isSuccess(answer)) return failedCall('templates', `${title} was refused`, answer)
  const category = text(record(answer.body)?.category)?.toUpperCase()
  return category === undefined || category === template.category
    ? ok('templates', `${title} is submitted.`)
    : recategorised(title, template.category, category)
}

function compared(template: TemplateDefinition, known: ListedTemplate): StepResult {
  const title = titleOf(template)
  if (known.body !== undefined && known.body !== template.body) {
    const mend = 'Change it in WhatsApp Manager, or give it a new name: what is sent is the text at Meta.'
    return warning('templates', `${title} has another text at Meta.`, mend)
  }
  if (known.category !== undefined && known.category !== template.category) {
    return recategorised(title, template.category, known.category)
  }
  return ok('templates', `${title} is there.`)
}

function recategorised(title: string, ours: string, theirs: string): StepResult {
  const mend = 'It has another price, and for marketing a cap for each person. Ask for a review, or change its text.'
  return warning('templates', `Meta takes ${title} for ${theirs}, not ${ours}.`, mend)
}
