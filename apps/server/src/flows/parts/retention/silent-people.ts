import type { OutboxMessage } from '@rolecall/core/conversation/reply'
import type { DocumentOf } from '@rolecall/core/model/collections'
import type { Change, Stored } from '@rolecall/core/ports/store'
import { everyPage } from '../../../every-page.ts'
import { eraseTasks } from '../erase-task.ts'
import { erasingChanges } from '../erasing.ts'
import { tellPerson } from '../tell-person.ts'
import { dayMs, monthMs, type RetentionDeps } from './rule.ts'

type Account = Stored<DocumentOf<'accounts'>>
type Person = DocumentOf<'people'>

/** How long whoever is asked has to answer. Milliseconds. */
export const answerMs = 30 * dayMs
/** How long a registration may rest before it is given up. Milliseconds. */
export const unfinishedMs = 90 * dayMs
/** Accounts that passed that line so long ago were seen to; those that were missed wait for the rule about silence. */
const seenMs = 30 * dayMs

/** Whoever wrote, agreed to nothing or never finished, and did not come back: erased without a question. */
export const forgetUnfinished = async (deps: RetentionDeps, now: number): Promise<number> => {
  const below = now - unfinishedMs
  let forgotten = 0
  for await (const people of everyPage(deps, 'people', { index: 'age', where: ['registering'], range: { below } }))
    for (const { doc } of people) {
      const account = await deps.store.get('accounts', doc.accountId)
      if (account === undefined || account.doc.lastInboundAt >= below) continue
      if (await erase(deps, doc)) forgotten += 1
    }
  for await (const account of silentAccounts(deps, { from: below - seenMs, below }))
    if (account.doc.personIds.length === 0 && (await eraseAccount(deps, account, now))) forgotten += 1
  return forgotten
}

/** Whoever was silent for long is asked once whether their profile is to be kept, and erased where they do not answer. */
export const forgetSilent = async (deps: RetentionDeps, now: number): Promise<number> => {
  const below = now - deps.settings.current().inactiveMonths * monthMs
  let forgotten = 0
  for await (const account of silentAccounts(deps, { below })) {
    const people = await deps.store.getMany('people', account.doc.personIds)
    const seenAt = await lastSeenOf(deps, account.doc.personIds)
    if (seenAt >= below) continue
    const step = stepOf(account.doc, { people: people.map(({ doc }) => doc), seenAt, now })
    if (step.step === 'ask') await ask(deps, { account, person: step.person, now })
    if (step.step !== 'erase') continue
    for (const { doc } of people) if (await erase(deps, doc)) forgotten += 1
    if (people.length === 0 && (await eraseAccount(deps, account, now))) forgotten += 1
  }
  return forgotten
}

type Step = { readonly step: 'ask'; readonly person: Person } | { readonly step: 'wait' | 'erase' }

/** Whoever said STOP, or cannot be reached, is not written to: nobody can ask them. */
const stepOf = (
  { activePersonId, askedAt, lastInboundAt, state }: Account['doc'],
  { people, seenAt, now }: { readonly people: readonly Person[]; readonly seenAt: number; readonly now: number },
): Step => {
  const person = people.find(({ id }) => id === activePersonId) ?? people[0]
  if (person === undefined || state !== 'active') return { step: 'erase' }
  if (askedAt === undefined || askedAt <= lastInboundAt) return { step: 'ask', person }
  return { step: seenAt > askedAt || now < askedAt + answerMs ? 'wait' : 'erase' }
}

async function* silentAccounts(
  deps: RetentionDeps,
  range: { readonly from?: number; readonly below: number },
): AsyncGenerator<Account> {
  for (const state of ['active', 'stopped', 'unreachable'])
    for await (const accounts of everyPage(deps, 'accounts', { index: 'silent', where: [state], range }))
      yield* accounts
}

/** Their pages are a sign of life too. Epoch ms; 0 where there is none that is kept. */
const lastSeenOf = async ({ store }: RetentionDeps, personIds: readonly string[]): Promise<number> => {
  const seen = await Promise.all(
    personIds.map(async (id) => {
      const { items } = await store.find('sessions', { index: 'subject', where: [id], order: 'descending', limit: 20 })
      return Math.max(0, ...items.map(({ doc }) => doc.lastSeenAt))
    }),
  )
  return Math.max(0, ...seen)
}

const ask = async (
  deps: RetentionDeps,
  { account, person, now }: { readonly account: Account; readonly person: Person; readonly now: number },
): Promise<void> => {
  const asked: Change = {
    op: 'put',
    collection: 'accounts',
    doc: { ...account.doc, askedAt: now },
    expected: account.revision,
  }
  const message = keepQuestion(person, now + answerMs)
  await deps.store.commit([
    asked,
    ...(await tellPerson(
      { ...deps, config: deps.config.whatsapp },
      { person, message, category: 'update', dueAt: now, now },
    )),
  ])
}

const keepQuestion = ({ language, name, timeZone }: Person, endsAt: number): OutboxMessage => {
  const values = { person: name ?? '', date: { type: 'time', at: endsAt, timeZone, show: 'date' } as const }
  return {
    reply: { kind: 'text', body: [{ key: 'update.profile-ends', values }] },
    language,
    template: { name: 'profile_ends', values },
  }
}

const erase = async (deps: RetentionDeps, person: Person): Promise<boolean> => {
  const { phoneNumberId } = deps.config.whatsapp
  const changes = await erasingChanges(deps, { person, phoneNumberId, by: 'system' })
  return changes !== undefined && (await deps.store.commit(changes)).outcome === 'committed'
}

/** An account that nobody registered with; the task finds nothing of a person under its id. */
const eraseAccount = async (deps: RetentionDeps, { doc: { id } }: Account, now: number): Promise<boolean> =>
  (await deps.store.commit(eraseTasks({ personId: id, accountId: id, at: now }))).outcome === 'committed'
