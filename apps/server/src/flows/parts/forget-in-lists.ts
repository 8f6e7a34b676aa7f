import { withoutPerson } from '@rolecall/core/match-list'
import { everyPage } from '../../every-page.ts'
import type { FlowDeps } from '../deps.ts'
import { deletion } from './delete-rows.ts'

/** Takes a person out of the lists that employers were shown; what they came to there stays for audits. */
export const forgetInLists = async (deps: Pick<FlowDeps, 'store'>, personId: string): Promise<void> => {
  for await (const shown of everyPage(deps, 'showings', { index: 'person', where: [personId] }))
    for (const showing of shown) {
      await leaveLists(deps, { personId, jobId: showing.doc.jobId })
      const { outcome } = await deps.store.commit([deletion('showings', showing)])
      if (outcome !== 'committed') throw new Error(`a showing was not deleted: ${outcome}`)
    }
}

const leaveLists = async (
  deps: Pick<FlowDeps, 'store'>,
  { personId, jobId }: { readonly personId: string; readonly jobId: string },
): Promise<void> => {
  for await (const lists of everyPage(deps, 'matchLists', { index: 'subject', where: [jobId] }))
    for (const { doc, revision } of lists) {
      if (!doc.entries.some((entry) => entry.personId === personId)) continue
      const changed = {
        op: 'put',
        collection: 'matchLists',
        doc: withoutPerson(doc, personId),
        expected: revision,
      } as const
      const { outcome } = await deps.store.commit([changed])
      if (outcome !== 'committed') throw new Error(`a list was not changed: ${outcome}`)
    }
}
