import { withdraw } from '../application-life.ts'
import { lateTasks } from '../case-tasks.ts'
import type { DocumentOf } from '../model/collections.ts'
import type { Change, Stored } from '../ports/store.ts'
import { type Draft, deletePerson } from './change-draft.ts'
import { applicationOf, caseOf, consentOf, type EditOf, listOf } from './edit-documents.ts'
import { blockChange, messageChanges, reportChange } from './edit-messages.ts'
import type { Edit } from './edits.ts'
import { updatedPerson } from './turn.ts'

/**
 * What the edits of one turn are applied to, as it was read. `account.expected`: its revision, or `absent` for a new one;
 * the document is the one to be written, with what the message itself changed in it. `account.stored`: as it stands, where the turn does
 * nothing to the account beside its edits. `applications`, `interests` and
 * `consents`: those of the account's active person; the last are needed only where a person is deleted.
 */
export type EditContext = {
  readonly account: {
    readonly expected: number | 'absent'
    readonly doc: DocumentOf<'accounts'>
    readonly stored?: DocumentOf<'accounts'>
  }
  readonly people: readonly Stored<DocumentOf<'people'>>[]
  readonly applications: readonly Stored<DocumentOf<'applications'>>[]
  readonly interests: readonly Stored<DocumentOf<'interests'>>[]
  readonly consents: readonly Stored<DocumentOf<'consents'>>[]
  readonly blocks?: readonly Stored<DocumentOf<'blocks'>>[]
  /** The case of this chat that is not closed: it is told that the person wrote. */
  readonly openCase?: Stored<DocumentOf<'cases'>> | undefined
  /** Epoch ms. */
  readonly now: number
  /** Where the person said it; the chat when absent. */
  readonly channel?: DocumentOf<'consents'>['channel']
}

/**
 * Store changes for the edits of one turn, one a document. The account's own change is among them, but where it would say nothing
 * new and guard nothing: a person's own revision guards what is changed of them. Who is
 * deleted keeps their data key: that goes with what else is to be done then.
 */
export const changesOf = (edits: readonly Edit[], context: EditContext): readonly Change[] => {
  const draft: Draft = {
    account: context.account.doc,
    people: new Map(context.people.map(({ doc, revision }) => [doc.id, { doc, expected: revision, isChanged: false }])),
    applications: new Map(
      context.applications.map(({ doc, revision }) => [doc.id, { doc, expected: revision, isChanged: false }]),
    ),
    interests: new Map(
      context.interests.map(({ doc, revision }) => [doc.id, { doc, expected: revision, isChanged: false }]),
    ),
    openCase: context.openCase && { ...context.openCase.doc, heardAt: context.now },
    others: [],
    gone: [],
  }
  for (const edit of edits) applyEdit(draft, edit, context)
  return [
    ...accountChange(edits, draft, context),
    ...[...draft.people.values()]
      .filter(isChanged)
      .map(({ doc, expected }): Change => ({ op: 'put', collection: 'people', doc, expected })),
    ...[...draft.applications.values()]
      .filter(isChanged)
      .map(({ doc, expected }): Change => ({ op: 'put', collection: 'applications', doc, expected })),
    ...[...draft.interests.values()]
      .filter(isChanged)
      .map(({ doc, expected }): Change => ({ op: 'put', collection: 'interests', doc, expected })),
    ...caseChange(draft, context),
    ...draft.others,
    ...draft.gone,
  ]
}

/** So much later a person may have written than their account says, while they go on writing. Milliseconds. */
const heardOfWithinMs = 60_000

const accountChange = (
  edits: readonly Edit[],
  { account: doc }: Draft,
  { account }: EditContext,
): readonly Change[] => {
  const { stored, expected } = account
  const isGuarded = edits.every(({ kind }) => kind === 'update-person')
  return isGuarded && stored !== undefined && saysNothingNew(stored, doc)
    ? []
    : [{ op: 'put', collection: 'accounts', doc, expected }]
}

/** An account without people is kept as long as somebody writes: there each message counts. */
const saysNothingNew = (stored: DocumentOf<'accounts'>, { lastInboundAt, ...doc }: DocumentOf<'accounts'>): boolean => {
  const { lastInboundAt: heardOfAt, ...known } = stored
  const isSame = Object.keys(doc).length === Object.keys(known).length
  return (
    doc.personIds.length > 0 &&
    lastInboundAt - heardOfAt < heardOfWithinMs &&
    isSame &&
    Object.entries(doc).every(([field, value]) => Reflect.get(known, field) === value)
  )
}

const caseChange = ({ openCase: doc }: Draft, { openCase }: EditContext): readonly Change[] =>
  doc === undefined || openCase === undefined
    ? []
    : [{ op: 'put', collection: 'cases', doc, expected: openCase.revision }]

const isChanged = ({ isChanged: changed }: { readonly isChanged: boolean }): boolean => changed

const applyEdit = (draft: Draft, edit: Edit, context: EditContext): void => {
  const { now } = context
  switch (edit.kind) {
    case 'create-person': {
      const { person } = edit
      draft.people.set(person.id, { doc: person, expected: 'absent', isChanged: true })
      draft.account = {
        ...draft.account,
        personIds: [...draft.account.personIds, person.id],
        activePersonId: person.id,
      }
      return
    }
    case 'update-person':
      putPerson(draft, edit.personId, now, (person) => updatedPerson(person, edit))
      return
    case 'switch-person':
      draft.account = { ...draft.account, activePersonId: edit.personId }
      return
    case 'consent':
      draft.others.push({ op: 'put', collection: 'consents', doc: consentOf(edit, context), expected: 'absent' })
      return
    case 'apply':
      draft.applications.set(edit.applicationId, { doc: applicationOf(edit, now), expected: 'absent', isChanged: true })
      return
    case 'withdraw': {
      const row = draft.applications.get(edit.applicationId)
      const doc = row && withdraw(row.doc, now)
      if (row !== undefined && doc !== undefined)
        draft.applications.set(doc.id, { ...row, doc: { ...doc, updatedAt: now }, isChanged: true })
      return
    }
    case 'send-message': {
      const row = draft.applications.get(edit.applicationId)
      if (row === undefined) return
      const { application, change } = messageChanges(row.doc, edit, now)
      draft.applications.set(application.id, { ...row, doc: application, isChanged: true })
      draft.others.push(change)
      return
    }
    case 'block':
      draft.others.push(blockChange(edit, context.blocks))
      return
    case 'report':
      draft.others.push(reportChange(edit))
      return
    case 'save-job':
    case 'hide-job':
      putInterest(draft, edit, now)
      return
    case 'list-shown':
      draft.others.push({ op: 'put', collection: 'matchLists', doc: listOf(edit, now), expected: 'absent' })
      return
    case 'stop':
    case 'start':
      stopOrStart(draft, edit.kind, now)
      return
    case 'request-data':
      // The link is kept by its hash, which is not made here.
      return
    case 'open-case': {
      const doc = caseOf(edit, draft.account.id, now)
      draft.others.push({ op: 'put', collection: 'cases', doc, expected: 'absent' }, ...lateTasks(doc, now))
      return
    }
    case 'change-case':
      if (draft.openCase !== undefined) draft.openCase = { ...draft.openCase, ...edit.change }
      // A new promise is watched as the first one was.
      if (draft.openCase !== undefined && edit.change.answerBy !== undefined)
        draft.others.push(...lateTasks(draft.openCase, now))
      return
    case 'delete-person':
      deletePerson(draft, edit.personId, context)
      return
    default:
      edit satisfies never
  }
}

const putPerson = (
  draft: Draft,
  id: string,
  now: number,
  change: (person: DocumentOf<'people'>) => DocumentOf<'people'>,
): void => {
  const row = draft.people.get(id)
  if (row !== undefined) draft.people.set(id, { ...row, doc: { ...change(row.doc), updatedAt: now }, isChanged: true })
}

/** The last word counts: what was put away and is then saved comes back. */
const putInterest = (draft: Draft, { kind, personId, jobId }: EditOf<'save-job' | 'hide-job'>, now: number): void => {
  const id = `${personId}:${jobId}`
  const row = draft.interests.get(id)
  const isSaved = kind === 'save-job'
  const doc = { ...(row?.doc ?? { id, personId, jobId }), saved: isSaved, hidden: !isSaved, at: now }
  draft.interests.set(id, { doc, expected: row?.expected ?? 'absent', isChanged: true })
}

/** After STOP nobody of this phone is written to unasked or shown to employers; START restores it. */
const stopOrStart = (draft: Draft, kind: 'stop' | 'start', now: number): void => {
  const [account, from, to] =
    kind === 'stop' ? (['stopped', 'active', 'hidden'] as const) : (['active', 'hidden', 'active'] as const)
  draft.account = { ...draft.account, state: account }
  for (const [id, { doc }] of draft.people)
    if (doc.state === from) putPerson(draft, id, now, (person) => ({ ...person, state: to }))
}
