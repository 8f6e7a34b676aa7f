import type { DocumentOf } from '../model/collections.ts'
import type { Edit } from './edits.ts'

export type EditOf<K extends Edit['kind']> = Extract<Edit, { kind: K }>

export const consentOf = (
  edit: EditOf<'consent'>,
  { now, channel = 'whatsapp' }: { readonly now: number; readonly channel?: DocumentOf<'consents'>['channel'] },
): DocumentOf<'consents'> => ({
  id: edit.consentId,
  personId: edit.personId,
  scope: edit.scope,
  ...(edit.organisationId === undefined ? {} : { organisationId: edit.organisationId }),
  given: edit.given,
  textVersion: edit.textVersion,
  language: edit.language,
  channel,
  at: now,
})

export const applicationOf = (edit: EditOf<'apply'>, now: number): DocumentOf<'applications'> => ({
  id: edit.applicationId,
  jobId: edit.jobId,
  personId: edit.personId,
  organisationId: edit.organisationId,
  state: 'new',
  history: [{ state: 'new', at: now, by: { kind: 'person', id: edit.personId } }],
  answers: edit.answers,
  explanation: edit.explanation,
  answerBy: edit.answerBy,
  ...(edit.source === undefined ? {} : { source: edit.source }),
  createdAt: now,
  updatedAt: now,
})

export const listOf = (edit: EditOf<'list-shown'>, at: number): DocumentOf<'matchLists'> => ({
  id: edit.listId,
  audience: 'person',
  subjectId: edit.personId,
  at,
  entries: edit.entries.map((entry) => ({ ...entry, personId: edit.personId })),
})

export const caseOf = (edit: EditOf<'open-case'>, accountId: string, at: number): DocumentOf<'cases'> => ({
  id: edit.caseId,
  accountId,
  ...(edit.personId === undefined ? {} : { personId: edit.personId }),
  reason: edit.reason,
  state: 'open',
  ...(edit.kind === 'open-case' ? { answerBy: edit.answerBy } : {}),
  heardAt: at,
  at,
})
