import type { RouteName } from '@rolecall/contract/api/routes'
import type { DocumentOf } from '@rolecall/core/model/collections'
import { newLink } from '../../flows/parts/links.ts'
import { addStaff } from '../../flows/staff/add-staff.ts'
import { isRefusal } from '../../refusal.ts'
import type { EmployerClient } from './employer-client.ts'
import type { Everyone } from './everyone.ts'
import type { Known } from './from-schema.ts'
import { type HttpWorld, password, passwordHash } from './http-world.ts'
import { addEmployer, addPerson, idOf } from './people.ts'
import { addStaffMember, codeAt, totpSecret } from './staff.ts'

/** What an operation needs of its own: what random words never hit, or what another operation would use up. */
export type OwnNeeds = { readonly known: Known; readonly ids: Readonly<Record<string, string>> }

/** Of what counts once, so that more than one request gets through. */
const several = Array.from({ length: 8 }, (_, index) => index)
const caseOperations = ['readCase', 'releaseCase', 'closeCase', 'sendCaseMessage', 'inviteToWrite', 'showCaseProfile']

export const addOwnNeeds = async (world: HttpWorld, everyone: Everyone): Promise<(name: RouteName) => OwnNeeds> => {
  const enrolling = await Promise.all(several.map((index) => addEnrolling(world, index)))
  const invitations = await addInvitations(world, everyone)
  const code = [codeAt(world.now)]
  const known: Partial<Record<RouteName, Known>> = {
    signIn: { email: ['owner3@example.org'], password: [password] },
    confirmSignUp: { token: await addSignUps(world), password: [password] },
    resetPassword: { token: await addResets(world), password: [password] },
    changePassword: { presentPassword: [password], password: [password] },
    proveSession: { passwordAgain: [password] },
    readMemberInvitation: { token: invitations.slice(0, 1) },
    joinOrganisation: { token: invitations.slice(1), password: [password], name: ['Grace Njeri'], language: ['en'] },
    readEnrolment: { token: enrolling.slice(0, 1) },
    beginEnrolmentPasskey: { token: enrolling.slice(0, 1) },
    finishEnrolmentByPasskey: { token: enrolling.slice(0, 1) },
    finishEnrolment: { token: enrolling.slice(1), password: [password], code },
    staffSignIn: { email: await addAgents(world), password: [password], code },
  }
  const agent = everyone.browsers.get('support')
  if (agent === undefined) throw new Error('everyone has support staff')
  const cases = new Map<string, string>()
  for (const [index, name] of caseOperations.entries())
    cases.set(name, await takeCaseOf(world, agent, { number: 110 + index, silent: name === 'inviteToWrite' }))
  return (name) => {
    const caseId = cases.get(name)
    return { known: known[name] ?? {}, ids: caseId === undefined ? {} : { caseId } }
  }
}

const addLink = async (world: HttpWorld, link: Parameters<typeof newLink>[1]): Promise<string> => {
  const { token, change } = newLink(world.deps, link)
  await world.put(change)
  return token
}

const addSignUps = (world: HttpWorld): Promise<readonly string[]> => {
  const wish = { name: 'Amina Otieno', passwordHash, organisationName: 'Sunrise Bakery', country: 'KE', language: 'en' }
  const contentOf = (index: number) => ({ purpose: 'sign-up', email: `sign-up${index}@example.org`, ...wish }) as const
  return Promise.all(several.map((index) => addLink(world, { subject: 'nobody', content: contentOf(index) })))
}

/** Each for another user: a new password ends the links of who has it. */
const addResets = (world: HttpWorld): Promise<readonly string[]> =>
  Promise.all(
    several.map(async (index) => {
      const { userId } = await addEmployer(world, 120 + index)
      return addLink(world, { subject: userId, content: { purpose: 'password' } })
    }),
  )

const addInvitations = (world: HttpWorld, { other }: Everyone): Promise<readonly string[]> => {
  const { organisationId, userId } = other.ids
  const contentOf = (index: number) =>
    ({ purpose: 'invitation', email: `joins${index}@example.org`, role: 'reviewer', invitedBy: userId }) as const
  return Promise.all(several.map((index) => addLink(world, { subject: organisationId, content: contentOf(index) })))
}

/** The token of someone who enrols, and whose app shows the codes of all tests. */
const addEnrolling = async (world: HttpWorld, index: number): Promise<string> => {
  const wish = { email: `enrols${index}@example.org`, name: 'Grace Njeri', role: 'auditor' } as const
  const added = await addStaff(world.deps, undefined, wish)
  if (isRefusal(added)) throw new Error(added.refused)
  const staff = await world.store.get('staff', added.userId)
  if (staff === undefined) throw new Error('who was added is staff')
  const doc = { ...staff.doc, totpSecret }
  await world.put({ op: 'put', collection: 'staff', doc, expected: staff.revision })
  return added.url.split('#')[1] ?? ''
}

/** Staff whose codes nobody has used. */
const addAgents = async (world: HttpWorld): Promise<readonly string[]> =>
  (await Promise.all(several.map((index) => addStaffMember(world, 140 + index, 'auditor')))).map(({ email }) => email)

/** A case that the agent has. `silent`: of someone who wrote so long ago that free text is not taken any more. */
const takeCaseOf = async (
  world: HttpWorld,
  agent: EmployerClient,
  { number, silent }: { readonly number: number; readonly silent: boolean },
): Promise<string> => {
  const personId = await addPerson(world, number)
  const account = await world.store.get('accounts', idOf('accounts', number))
  if (account === undefined) throw new Error('a person has an account')
  const lastInboundAt = silent ? world.now - 3 * 86_400_000 : world.now
  const [id, accountId] = [idOf('cases', number), account.doc.id]
  const doc: DocumentOf<'cases'> = { id, accountId, personId, reason: 'asked', state: 'open', at: world.now }
  await world.put(
    { op: 'put', collection: 'accounts', doc: { ...account.doc, lastInboundAt }, expected: account.revision },
    { op: 'put', collection: 'cases', doc, expected: 'absent' },
  )
  const taken = await agent.send('POST', `/operator/cases/${id}/agent`, { reason: 'next-in-line' })
  if (taken.statusCode !== 204) throw new Error(taken.body)
  return id
}
