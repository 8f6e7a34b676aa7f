import { withMessage } from '../messages/thread.ts'
import type { DocumentOf } from '../model/collections.ts'
import type { Change, Stored } from '../ports/store.ts'
import type { EditOf } from './edit-documents.ts'

/** What a person writes joins its thread. */
export const messageChanges = (
  application: DocumentOf<'applications'>,
  { messageId, text }: EditOf<'send-message'>,
  now: number,
): { readonly application: DocumentOf<'applications'>; readonly change: Change } => {
  const { application: after, message } = withMessage(application, { id: messageId, from: 'person', text }, now)
  return { application: after, change: { op: 'put', collection: 'messages', doc: message, expected: 'absent' } }
}

/** The newest word on a block counts. */
export const blockChange = (
  { block }: EditOf<'block'>,
  blocks: readonly Stored<DocumentOf<'blocks'>>[] = [],
): Change => ({
  op: 'put',
  collection: 'blocks',
  doc: block,
  expected: blocks.find(({ doc }) => doc.id === block.id)?.revision ?? 'absent',
})

export const reportChange = ({ report }: EditOf<'report'>): Change => ({
  op: 'put',
  collection: 'reports',
  doc: report,
  expected: 'if-absent',
})
