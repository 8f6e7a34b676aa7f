import { type RouteName, routes } from '@rolecall/contract/api/routes'
import { StaffRole } from '@rolecall/core/model/staff'
import { allows, type Role } from '../../access/policy.ts'
import { openSession } from '../../access/sessions.ts'
import { client, type EmployerClient, publishJob, signIn } from './employer-client.ts'
import type { HttpWorld } from './http-world.ts'
import { addPasskey } from './passkeys.ts'
import { addEmployer, idOf } from './people.ts'
import { addStaffMember, staffSignIn } from './staff.ts'
import { addSide, type Side } from './two-organisations.ts'

/** Somebody in each role, in an organisation with a job and an application, and another such organisation. */
export type Everyone = {
  readonly side: Side
  readonly other: Side
  readonly browsers: ReadonlyMap<Role, EmployerClient>
  /** Real ids for the parameters of an operation's path. */
  idsFor(name: RouteName): Readonly<Record<string, string>>
  /** A role that the policy lets call the operation. */
  roleFor(name: RouteName): Role
}

/** They have a job of their own: a job that they closed is of no use to the others. */
const changesJob: ReadonlySet<RouteName> = new Set(['editJob', 'setJobState'])
const memberRoles = ['recruiter', 'reviewer'] as const

export const addEveryone = async (world: HttpWorld): Promise<Everyone> => {
  const [side, other] = [await addSide(world, 1, 'ours'), await addSide(world, 2, 'theirs')]
  const browsers = new Map<Role, EmployerClient>([
    ['visitor', client(world)],
    ['owner', side.employer],
    ['user', await signIn(world, await addEmployer(world, 3))],
    ['person', await personBrowser(world, side.personId)],
  ])
  for (const [index, role] of memberRoles.entries())
    browsers.set(role, await signIn(world, await addMember(world, 60 + index, side.ids.organisationId, role)))
  for (const [index, role] of StaffRole.options.entries())
    browsers.set(role, await staffSignIn(world, await addStaffMember(world, 80 + index, role)))
  // These two are for being changed and removed.
  const removable = await addMember(world, 70, side.ids.organisationId, 'reviewer')
  const dismissible = await addStaffMember(world, 90, 'support')
  const sessionId = await secondSession(world, side.ids.userId)
  await addPasskey(side.employer)
  const passkeyId: string = (await side.employer.get('/passkeys')).json().items[0].id
  const own = { ...side.ids, userId: removable.userId, sessionId, passkeyId }
  const changeableJobId = await publishJob(world, { employer: side.employer, organisationId: own.organisationId })
  const ofStaff = {
    ...own,
    organisationId: other.ids.organisationId,
    userId: dismissible.userId,
    caseId: await openCase(world, side),
    reportId: await fileReport(world, side),
    taskId: await giveUpTask(world),
  }
  return {
    side,
    other,
    browsers,
    idsFor: (name) => {
      if (routes[name].surface === 'operator') return ofStaff
      return changesJob.has(name) ? { ...own, jobId: changeableJobId } : own
    },
    roleFor: (name) => rolesBySurface[routes[name].surface].find((role) => allows(role, name)) ?? 'owner',
  }
}

const rolesBySurface: Readonly<Record<(typeof routes)[RouteName]['surface'], readonly Role[]>> = {
  public: ['visitor'],
  session: ['owner'],
  employer: ['owner'],
  operator: StaffRole.options,
}

/** Another user of the organisation; the one of their own goes unused. */
const addMember = async (
  world: HttpWorld,
  number: number,
  organisationId: string,
  role: (typeof memberRoles)[number],
): Promise<{ readonly userId: string; readonly email: string }> => {
  const { userId, email } = await addEmployer(world, number)
  const { items } = await world.store.find('memberships', { index: 'user', where: [userId], limit: 1 })
  const membership = items[0]
  if (membership === undefined) throw new Error('an employer has a membership')
  await world.put({
    op: 'put',
    collection: 'memberships',
    expected: membership.revision,
    doc: { id: idOf('memberships', number), userId, organisationId, role, createdAt: world.now },
  })
  return { userId, email }
}

/** Someone who applied asks for a person, and reports the job. */
const openCase = async (world: HttpWorld, { appliedId }: Side): Promise<string> => {
  const caseId = idOf('cases', 1)
  const accountId = (await world.store.get('people', appliedId))?.doc.accountId ?? ''
  const doc = { id: caseId, accountId, personId: appliedId, reason: 'asked', state: 'open', at: world.now } as const
  await world.put({ op: 'put', collection: 'cases', doc, expected: 'absent' })
  return caseId
}

const fileReport = async (world: HttpWorld, { appliedId, ids }: Side): Promise<string> => {
  const [day] = new Date(world.now).toISOString().split('T')
  const id = `rep:${ids.jobId}:${appliedId}:${day}`
  const subject = { about: 'job', jobId: ids.jobId, organisationId: ids.organisationId, personId: appliedId } as const
  const reporter = { kind: 'person', id: appliedId } as const
  const doc = { id, ...subject, reporter, reason: 'fake', keyOwner: appliedId, state: 'open', at: world.now } as const
  await world.put({ op: 'put', collection: 'reports', doc, expected: 'absent' })
  return id
}

/** A delivery that was tried too often. */
const giveUpTask = async (world: HttpWorld): Promise<string> => {
  const own = { id: 'deliver:out_gone', queue: 'deliver', lane: 'deliver:acc_gone', kind: 'deliver' } as const
  const given = { state: 'dead', attempts: 10, error: 'TypeError', order: 1, dueAt: 1, at: world.now } as const
  await world.put({
    op: 'put',
    collection: 'tasks',
    doc: { ...own, ...given, keyOwner: 'acc_gone' },
    expected: 'absent',
  })
  return own.id
}

/** A browser in which the person is signed in, as WhatsApp would have done it. */
export const personBrowser = async (world: HttpWorld, personId: string): Promise<EmployerClient> => {
  const opened = await openSession(world.deps, { subject: personId, surface: 'person' })
  if (opened === undefined) throw new Error('no session')
  const { id, subject, surface } = opened.session
  const token = await world.deps.accessTokens.sign({ sessionId: id, subject, surface })
  return client(world, { '__Host-rolecall': token, '__Host-rolecall-refresh': opened.refreshToken })
}

/** One more session of the user, which nothing uses. */
const secondSession = async ({ deps }: HttpWorld, subject: string): Promise<string> => {
  const opened = await openSession(deps, { subject, surface: 'employer' })
  if (opened === undefined) throw new Error('no session')
  return opened.session.id
}
