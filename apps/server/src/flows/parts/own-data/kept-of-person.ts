import { caseLanes } from '@rolecall/core/case-tasks'
import type { CollectionName, DocumentOf } from '@rolecall/core/model/collections'
import type { Query, Stored } from '@rolecall/core/ports/store'
import { everyOne } from '../../../every-page.ts'
import type { FlowDeps } from '../../deps.ts'
import { renderReply } from '../render-reply.ts'
import { outboxMessageOf } from '../task-documents.ts'

export type OwnDataDeps = Pick<FlowDeps, 'store' | 'clock' | 'texts'>
/** `alone`: nobody else uses the phone, so that what belongs to the phone is theirs. */
export type Whose = { readonly personId: string; readonly accountId: string; readonly alone: boolean }
type Kept<C extends CollectionName> = {
  readonly read: (deps: OwnDataDeps, whose: Whose) => Promise<readonly object[]>
  /** Fields that are secrets of the service or of somebody else, and no data about the person. */
  readonly withheld: readonly (keyof DocumentOf<C> & string)[]
}
type NotOfPerson = { readonly notOfPerson: string }

const found =
  <C extends CollectionName>(collection: C, queryOf: (whose: Whose) => Omit<Query<C>, 'limit' | 'after'>) =>
  async (deps: OwnDataDeps, whose: Whose): Promise<readonly DocumentOf<C>[]> =>
    docsOf(await everyOne(deps, collection, queryOf(whose)))

const docsOf = <T>(rows: readonly Stored<T>[]): readonly T[] => rows.map(({ doc }) => doc)

/** Of an account's rows those that are the person's; what nobody can tell apart is of whoever is alone on the phone. */
const theirs = <T extends { readonly personId?: string | undefined }>(rows: readonly T[], whose: Whose): readonly T[] =>
  rows.filter(({ personId }) => (personId === undefined ? whose.alone : personId === whose.personId))

/** What is kept of a person in each collection, and how it is found; or why a collection holds nothing of them. */
export const keptOfPerson: { readonly [C in CollectionName]: Kept<C> | NotOfPerson } = {
  people: {
    read: async ({ store }, { personId }) => docsOf(await store.getMany('people', [personId])),
    withheld: [],
  },
  accounts: {
    read: async ({ store }, { accountId }) => docsOf(await store.getMany('accounts', [accountId])),
    withheld: ['personIds', 'activePersonId'],
  },
  conversations: {
    read: async (deps, whose) =>
      whose.alone ? found('conversations', () => ({ index: 'account', where: [whose.accountId] }))(deps, whose) : [],
    withheld: [],
  },
  consents: {
    read: found('consents', ({ personId }) => ({ index: 'person', where: [personId] })),
    withheld: [],
  },
  applications: {
    read: async (deps, whose) => {
      const read = found('applications', ({ personId }) => ({ index: 'person', where: [personId] }))
      return (await read(deps, whose)).map(({ pending: _pending, history, ...rest }) => ({
        ...rest,
        history: history.map(({ note: _note, ...step }) => step),
      }))
    },
    // An outcome that can still be undone; what an employer notes for themselves goes too.
    withheld: ['pending', 'history'],
  },
  interests: {
    read: found('interests', ({ personId }) => ({ index: 'person', where: [personId] })),
    withheld: [],
  },
  showings: {
    read: found('showings', ({ personId }) => ({ index: 'person', where: [personId] })),
    withheld: [],
  },
  matchLists: {
    read: async (deps, whose) => [
      ...(await found('matchLists', ({ personId }) => ({ index: 'subject', where: [personId] }))(deps, whose)),
      ...(await shownToEmployers(deps, whose)),
    ],
    // Of an employer's list the person's own place alone.
    withheld: ['entries'],
  },
  messages: {
    read: async (deps, whose) => {
      const read = found('messages', ({ personId }) => ({ index: 'person', where: [personId] }))
      return (await read(deps, whose)).map(({ userId: _userId, ...rest }) => rest)
    },
    // Who of an employer wrote it is their data; the organisation is named.
    withheld: ['userId'],
  },
  blocks: {
    read: async (deps, whose) => {
      const read = found('blocks', ({ personId }) => ({ index: 'person', where: [personId] }))
      return (await read(deps, whose)).map(({ userId: _userId, ...rest }) => rest)
    },
    withheld: ['userId'],
  },
  reports: {
    // Who reports somebody is told to nobody: only what the person filed themselves is theirs to read.
    read: async (deps, whose) => {
      const read = found('reports', ({ personId }) => ({ index: 'person', where: [personId] }))
      return (await read(deps, whose))
        .filter(({ reporter }) => reporter.kind === 'person' && reporter.id === whose.personId)
        .map(({ decidedBy: _decidedBy, ...rest }) => rest)
    },
    withheld: ['decidedBy'],
  },
  outbox: {
    read: async (deps, whose) => {
      const read = found('outbox', ({ accountId }) => ({ index: 'account', where: [accountId] }))
      return theirs(await read(deps, whose), whose).map((doc) => ({ ...doc, message: asSent(deps, doc) }))
    },
    withheld: ['message'],
  },
  news: {
    read: async (deps, whose) => {
      const read = found('news', ({ personId }) => ({ index: 'person', where: [personId] }))
      return (await read(deps, whose)).map((doc) => ({ ...doc, message: asSent(deps, doc) }))
    },
    withheld: ['message'],
  },
  tasks: {
    read: async (deps, whose) => {
      const { personId, accountId } = whose
      const cases = (await casesOf(deps, whose)).flatMap(({ id }) => caseLanes(id))
      const lanes = [`alert:${personId}`, `deliver:${accountId}`, ...cases]
      const rows = await Promise.all(
        lanes.map((lane) => everyOne(deps, 'tasks', { index: 'lane', where: [lane, 'ready'] })),
      )
      return docsOf(rows.flat())
    },
    withheld: [],
  },
  sessions: {
    read: async (deps, whose) => {
      const read = found('sessions', ({ personId }) => ({ index: 'subject', where: [personId] }))
      return (await read(deps, whose)).map(({ nonce: _nonce, ...rest }) => rest)
    },
    withheld: ['nonce'],
  },
  passkeys: {
    read: found('passkeys', ({ personId }) => ({ index: 'subject', where: [personId] })),
    withheld: [],
  },
  passkeyChallenges: { notOfPerson: 'random numbers that name nobody' },
  webSignIns: {
    read: async (deps, whose) => {
      const signIns = found('webSignIns', ({ accountId }) => ({ index: 'account', where: [accountId] }))
      const joins = found('webSignIns', ({ personId }) => ({ index: 'joins', where: [personId] }))
      const rows = [...theirs(await signIns(deps, whose), whose), ...(await joins(deps, whose))]
      const once = new Map(rows.map((doc) => [doc.id, doc]))
      return [...once.values()].map(({ codeHash: _code, browserHash: _browser, ...rest }) => rest)
    },
    withheld: ['codeHash', 'browserHash'],
  },
  links: {
    read: async (deps, whose) => {
      const read = found('links', ({ personId }) => ({ index: 'subject', where: [personId] }))
      return (await read(deps, whose)).map(({ id: _id, ...rest }) => rest)
    },
    withheld: ['id'],
  },
  media: {
    read: async (deps, whose) => {
      if (!whose.alone) return []
      const read = found('media', ({ accountId }) => ({ index: 'account', where: [accountId] }))
      return (await read(deps, whose)).map(({ secret: _secret, fileKey: _fileKey, ...rest }) => rest)
    },
    withheld: ['secret', 'fileKey'],
  },
  cases: {
    read: async (deps, whose) => (await casesOf(deps, whose)).map(({ agentId: _agentId, ...rest }) => rest),
    // Who of the operator it was is their data.
    withheld: ['agentId'],
  },
  caseMessages: {
    read: async (deps, whose) => {
      const read = async ({ id }: DocumentOf<'cases'>) =>
        docsOf(await everyOne(deps, 'caseMessages', { index: 'case', where: [id] }))
      return (await Promise.all((await casesOf(deps, whose)).map(read))).flat()
    },
    withheld: [],
  },
  auditEntries: {
    read: async (deps, { personId }) => {
      const [done, met] = await Promise.all([
        everyOne(deps, 'auditEntries', { index: 'actor', where: [personId] }),
        everyOne(deps, 'auditEntries', { index: 'subject', where: [personId] }),
      ])
      const rows = [...new Map(docsOf([...done, ...met]).map((doc) => [doc.id, doc])).values()]
      return rows.map(({ hash: _hash, actorId, ...rest }) => (actorId === personId ? { ...rest, actorId } : rest))
    },
    // Who of an employer it was is their data; the organisation is named.
    withheld: ['hash', 'actorId'],
  },
  organisations: { notOfPerson: 'employers' },
  users: { notOfPerson: 'people who work for an employer or the operator' },
  memberships: { notOfPerson: 'people who work for an employer' },
  signingKeys: { notOfPerson: 'keys of the service' },
  apiClients: { notOfPerson: 'programs of employers' },
  requests: { notOfPerson: 'what employers and visitors asked for under a key, for a day' },
  staff: { notOfPerson: 'people who work for the operator' },
  jobs: { notOfPerson: 'what employers publish' },
  settings: { notOfPerson: 'what the operator chose' },
  templates: { notOfPerson: 'message templates' },
  instances: { notOfPerson: 'how the processes of the installation are' },
  tallies: { notOfPerson: 'how many messages were delivered, of all people together' },
  businessNumbers: { notOfPerson: 'what WhatsApp says of the business numbers' },
  indexSnapshots: { notOfPerson: 'which files hold the index of people and jobs' },
  dataKeys: { notOfPerson: 'keys; what they seal stands in the other collections' },
}

const casesOf = async (deps: OwnDataDeps, whose: Whose): Promise<readonly DocumentOf<'cases'>[]> => {
  const read = found('cases', ({ accountId }) => ({ index: 'account', where: [accountId] }))
  return theirs(await read(deps, whose), whose)
}

const shownToEmployers = async (deps: OwnDataDeps, { personId }: Whose): Promise<readonly object[]> => {
  const lists: object[] = []
  for (const { doc } of await everyOne(deps, 'showings', { index: 'person', where: [personId] }))
    for (const list of await everyOne(deps, 'matchLists', { index: 'subject', where: [doc.jobId] })) {
      const entries = list.doc.entries.filter((entry) => entry.personId === personId)
      if (entries.length > 0) lists.push({ ...list.doc, entries })
    }
  return lists
}

const asSent = ({ texts }: OwnDataDeps, doc: DocumentOf<'outbox'> | DocumentOf<'news'>): unknown => {
  const message = outboxMessageOf(doc)
  return message === undefined ? undefined : renderReply(message.reply, message.language, texts)
}
