import { Profile } from '@rolecall/contract/profile'
import type { DocumentOf } from '@rolecall/core/model/collections'
import { makeId } from '@rolecall/core/model/ids'
import { hashPassword } from '../../flows/parts/passwords.ts'
import { jobRow, personRow } from '../../matcher/rows.ts'
import { type HttpWorld, passwordHash, thika } from './http-world.ts'

/** An id that is the same for the same number. */
export const idOf = (collection: Parameters<typeof makeId>[0], number: number): string =>
  makeId(collection, new Uint8Array(16).fill(number))

export type Employer = { readonly organisationId: string; readonly userId: string; readonly email: string }

/** An organisation with its owner, who signs in as `owner<number>@example.org`. */
export const addEmployer = async (
  world: HttpWorld,
  number: number,
  more: {
    readonly state?: DocumentOf<'organisations'>['state']
    readonly role?: DocumentOf<'memberships'>['role']
  } = {},
): Promise<Employer> => {
  const [organisationId, userId] = [idOf('organisations', number), idOf('users', number)]
  const email = `owner${number}@example.org`
  const createdAt = world.now
  await world.put(
    {
      op: 'put',
      collection: 'organisations',
      expected: 'absent',
      doc: { id: organisationId, name: `Café ${number}`, country: 'KE', state: more.state ?? 'vetted', createdAt },
    },
    {
      op: 'put',
      collection: 'users',
      expected: 'absent',
      doc: {
        id: userId,
        email,
        emailKey: email,
        name: `Owner ${number}`,
        language: 'en',
        passwordHash,
        state: 'active',
        createdAt,
      },
    },
    {
      op: 'put',
      collection: 'memberships',
      expected: 'absent',
      doc: { id: idOf('memberships', number), userId, organisationId, role: more.role ?? 'owner', createdAt },
    },
  )
  return { organisationId, userId, email }
}

/** The password that the user has from now on, whatever a form would say of it. */
export const setPassword = async (world: HttpWorld, userId: string, chosen: string): Promise<void> => {
  const user = await world.store.get('users', userId)
  if (user === undefined) throw new Error('no such user')
  const doc = { ...user.doc, passwordHash: await hashPassword(chosen) }
  await world.put({ op: 'put', collection: 'users', doc, expected: user.revision })
}

/** A cook in Thika who agreed to alerts, with an account of their own. */
export const addPerson = async (
  world: HttpWorld,
  number: number,
  more: Partial<Pick<DocumentOf<'people'>, 'name' | 'alerts' | 'language'>> = {},
): Promise<string> => {
  const [personId, accountId] = [idOf('people', number), idOf('accounts', number)]
  const at = world.now
  await world.put(
    {
      op: 'put',
      collection: 'accounts',
      expected: 'absent',
      doc: {
        id: accountId,
        portfolioId: 'portfolio',
        userKey: `portfolio/KE.${number}`,
        userId: `KE.${number}`,
        phoneKey: `portfolio/25470000${number}`,
        waId: `25470000${number}`,
        previousUserIds: [],
        personIds: [personId],
        activePersonId: personId,
        state: 'active',
        createdAt: at,
        lastInboundAt: at,
      },
    },
    {
      op: 'put',
      collection: 'people',
      expected: 'absent',
      doc: {
        id: personId,
        accountId,
        state: 'active',
        name: 'Amina Wanjiru',
        language: 'en',
        timeZone: 'Africa/Nairobi',
        profile: Profile.parse({
          work: [{ occupation: 'cook', said: 'cook', experience: '2-years-or-more' }],
          place: { ...thika },
          times: { days: ['mon', 'tue', 'wed'], parts: ['morning', 'afternoon'] },
          pay: { amount: 0, currency: 'KES', period: 'day' },
        }),
        alerts: true,
        createdAt: at,
        updatedAt: at,
        alertedAt: [],
        ...more,
      },
    },
  )
  return personId
}

/** The person applies for a job, as the chat would commit it. */
export const addApplication = async (
  world: HttpWorld,
  number: number,
  of: { readonly jobId: string; readonly personId: string; readonly organisationId: string },
): Promise<string> => {
  const id = idOf('applications', number)
  const at = world.now
  const [person, job] = [await world.store.get('people', of.personId), await world.store.get('jobs', of.jobId)]
  if (person === undefined || job === undefined) throw new Error('the store does not know the pair')
  const explanation = world.deps.matcher.explain(personRow(person.doc), jobRow(job.doc))
  await world.put({
    op: 'put',
    collection: 'applications',
    expected: 'absent',
    doc: {
      id,
      ...of,
      state: 'new',
      history: [{ state: 'new', at, by: { kind: 'person', id: of.personId } }],
      answers: [{ questionId: 'q1', question: 'Can you start on Monday?', answer: 'Yes' }],
      explanation,
      answerBy: at + 7 * 86_400_000,
      createdAt: at,
      updatedAt: at,
    },
  })
  return id
}
