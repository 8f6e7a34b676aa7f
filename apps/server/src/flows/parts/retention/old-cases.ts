import { deletion } from '../delete-rows.ts'
import { dayMs, type RetentionDeps } from './rule.ts'

const keptMs = 90 * dayMs
const atOnce = 500

/** Closed cases go with their texts; the audit log keeps that there was one. */
export const forgetCases = async ({ store }: RetentionDeps, now: number): Promise<number> => {
  let forgotten = 0
  const range = { below: now - keptMs }
  const old = await store.find('cases', { index: 'closed', where: ['closed'], range, limit: 100 })
  for (const row of old.items) {
    const said = await store.find('caseMessages', { index: 'case', where: [row.doc.id], limit: atOnce })
    const texts = said.items.map((text) => deletion('caseMessages', text))
    // What does not fit into one commit goes with the next run, and the case with the last of it.
    const last = said.cursor === undefined ? [deletion('cases', row)] : []
    if ((await store.commit([...texts, ...last])).outcome === 'committed') forgotten += texts.length + last.length
  }
  return forgotten
}
