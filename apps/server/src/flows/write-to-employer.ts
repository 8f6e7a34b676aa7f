import { changesOf } from '@rolecall/core/conversation/changes'
import type { Edit } from '@rolecall/core/conversation/edits'
import { type Filing, reportOf } from '@rolecall/core/messages/report'
import { blockOf, mayGoOn } from '@rolecall/core/messages/thread'
import type { DocumentOf } from '@rolecall/core/model/collections'
import { type Refusal, refuse } from '../refusal.ts'
import type { FlowDeps } from './deps.ts'
import { type Decided, decideAgain } from './parts/decide-again.ts'
import { readThread, type Thread } from './parts/read-thread.ts'

type Deps = Pick<FlowDeps, 'store' | 'clock' | 'makeId'>
type Person = Pick<DocumentOf<'people'>, 'id' | 'language'>

/** What a person does on their pages with an employer whom they applied to. */
export type OwnWrite =
  | { readonly kind: 'message'; readonly text: string }
  | { readonly kind: 'block'; readonly active: boolean }
  | ({ readonly kind: 'report' } & Pick<Filing, 'reason'> & { readonly text?: string | undefined })

/** Writes, blocks, unblocks or reports, as the chat would. */
export const writeToEmployer = (
  deps: Deps,
  person: Person,
  applicationId: string,
  what: OwnWrite,
): Promise<'done' | Refusal> => {
  const now = deps.clock.now()
  const messageId = deps.makeId('messages')
  return decideAgain<'done'>(deps.store, async (maybeDone) => {
    const thread = await readThread(deps.store, applicationId)
    if (thread?.application.doc.personId !== person.id) return refuse('not-found')
    if (maybeDone && (await deps.store.get('messages', messageId)) !== undefined) return nothing
    const edit = editOf(thread, person, { what, messageId, now })
    return 'refused' in edit ? edit : { changes: changesFrom(thread, edit, now), result: 'done' }
  })
}

const nothing: Decided<'done'> = { changes: [], result: 'done' }

const editOf = (
  { application, state }: Thread,
  { id: personId, language }: Person,
  { what, messageId, now }: { readonly what: OwnWrite; readonly messageId: string; readonly now: number },
): Edit | Refusal => {
  const { id: applicationId, jobId, organisationId } = application.doc
  switch (what.kind) {
    case 'message':
      if (state !== 'open') return refuse(state === 'ended' ? 'application-state' : 'messages-closed')
      if (!mayGoOn(application.doc)) return refuse('wait-for-answer')
      return { kind: 'send-message', messageId, applicationId, text: { text: what.text, language } }
    case 'block':
      return {
        kind: 'block',
        block: blockOf({ personId, organisationId, by: 'person' }, { active: what.active, at: now }),
      }
    case 'report': {
      const reporter = { kind: 'person', id: personId } as const
      const words = what.text === undefined ? {} : { text: { text: what.text, language } }
      const about = { about: 'organisation', jobId, organisationId, applicationId, personId, reporter } as const
      return { kind: 'report', report: reportOf({ ...about, reason: what.reason, ...words }, now) }
    }
    default:
      return what satisfies never
  }
}

const changesFrom = ({ application, account, blocks }: Thread, edit: Edit, now: number) => {
  if (account === undefined) return []
  const none = { people: [], interests: [], consents: [] }
  const context = { ...none, account: { doc: account, expected: 0 }, applications: [application], blocks, now }
  // Nothing of the account changes.
  return changesOf([edit], context).filter(({ collection }) => collection !== 'accounts')
}
