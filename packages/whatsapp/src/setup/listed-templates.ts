import { type GraphAnswer, type GraphOptions, graphCall } from '../graph-call.ts'
import { list, record, records, text } from '../webhook/narrow.ts'
import { isSuccess } from './step.ts'

/** A template as Meta has it. */
export interface ListedTemplate {
  readonly name: string
  readonly language: string
  /** `APPROVED`, `PENDING`, `REJECTED`, `PAUSED`, `DISABLED` and others. */
  readonly status: string
  readonly category: string | undefined
  readonly body: string | undefined
  readonly reason: string | undefined
}

const fields = 'name,language,status,category,rejected_reason,components'
// A hundred a page; more pages than an account may have templates for.
const maxPages = 100

/** All templates of the account, page by page; the answer that failed where one did. */
export async function listTemplates(graph: GraphOptions, wabaId: string): Promise<ListedTemplate[] | GraphAnswer> {
  const templates: ListedTemplate[] = []
  let after = ''
  for (let page = 0; page < maxPages; page++) {
    const path = `/${encodeURIComponent(wabaId)}/message_templates?fields=${fields}&limit=100${after}`
    const answer = await graphCall(graph, 'GET', path)
    if (!isSuccess(answer)) return answer
    const body = record(answer.body)
    templates.push(...list(body?.data).flatMap((item) => listed(item) ?? []))
    const paging = record(body?.paging)
    const cursor = text(record(paging?.cursors)?.after)
    if (paging?.next === undefined || cursor === undefined) break
    after = `&after=${encodeURIComponent(cursor)}`
  }
  return templates
}

function listed(item: unknown): ListedTemplate | undefined {
  const template = record(item)
  const name = text(template?.name)
  const language = text(template?.language)
  const status = text(template?.status)
  if (template === undefined || name === undefined || language === undefined || status === undefined) return undefined
  const body = records(template.components).find((part) => text(part.type)?.toUpperCase() === 'BODY')
  const reason = text(template.rejected_reason)
  return {
    name,
    language,
    status: status.toUpperCase(),
    category: text(template.category)?.toUpperCase(),
    body: text(body?.text),
    reason: reason === 'NONE' ? undefined : reason,
  }
}
