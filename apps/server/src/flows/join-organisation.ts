import type { MemberInvitation } from '@rolecall/contract/api/organisation'
import type { DocumentOf } from '@rolecall/core/model/collections'
import type { Change, Stored } from '@rolecall/core/ports/store'
import { noted } from '../audit/note.ts'
import { type Refusal, refuse } from '../refusal.ts'
import { type AccountDeps, findUser } from './parts/account-deps.ts'
import { accountMail } from './parts/account-mail.ts'
import { type Decided, decideAgain } from './parts/decide-again.ts'
import { isEasyPassword } from './parts/easy-password.ts'
import type { EmployerActor } from './parts/employer-deps.ts'
import { type ContentOf, newLink, readLink } from './parts/links.ts'
import { readMembership } from './parts/memberships.ts'
import type { Once } from './parts/once.ts'
import { leastAlone, refuseAlone } from './parts/password-alone.ts'

type User = DocumentOf<'users'>
type Organisation = Stored<DocumentOf<'organisations'>>

/** Queues a mail that invites someone into an organisation, in a role. Twenty an hour for each organisation. */
export const createInviteMember = (
  deps: AccountDeps,
): ((wish: {
  readonly actor: EmployerActor
  readonly email: string
  readonly role: DocumentOf<'memberships'>['role']
  /** In which the mail is written: the owner's. */
  readonly language: string
  readonly once?: Once | undefined
}) => Promise<Refusal | undefined>) => {
  const perOrganisation = deps.limits.of('invite-organisation', 20, 60)
  return async ({ actor, email, role, language, once }) => {
    if (!deps.config.mail) return refuse('mail-off')
    const { organisation, userId } = actor
    let counted = false
    const decide = async (): Promise<Decided<undefined> | Refusal> => {
      const user = await findUser(deps, email)
      const member = user && (await readMembership(deps, { userId: user.doc.id, organisationId: organisation.id }))
      if (member !== undefined) return refuse('already-member')
      const limited = counted ? undefined : await perOrganisation.take(organisation.id)
      if (limited !== undefined) return limited
      counted = true
      const content = { purpose: 'invitation', email: email.toLowerCase(), role, invitedBy: userId } as const
      const { token, change } = newLink(deps, { subject: organisation.id, content })
      const mail = accountMail(deps, {
        to: email,
        language: user?.doc.language ?? language,
        kind: 'invitation',
        path: `join#${token}`,
        values: { organisation: organisation.name },
      })
      return { changes: [change, mail], result: undefined }
    }
    return decideAgain(deps.store, decide, once)
  }
}

type Invited = {
  readonly content: ContentOf<'invitation'>
  readonly used: Change
  readonly organisation: Organisation
  readonly user: User | undefined
}

/** What an invitation is to; only who has its mail can ask. */
export const readInvitation = async (deps: AccountDeps, token: string): Promise<MemberInvitation | Refusal> => {
  const invited = await readInvited(deps, token)
  if (invited === undefined) return refuse('link-over')
  const { content, organisation, user } = invited
  return {
    organisationName: organisation.doc.name,
    email: content.email,
    role: content.role,
    known: user !== undefined,
  }
}

/**
 * Makes the invited person a member. Who has an account proves it by the password, who has none gets one: the mail has
 * proved the e-mail.
 */
export const createJoinOrganisation = (
  deps: AccountDeps,
): ((wish: {
  readonly token: string
  readonly password: string
  readonly name?: string | undefined
  readonly language: string
}) => Promise<User | Refusal>) => {
  const perLink = deps.limits.of('join-link', 10, 24 * 60)
  return async ({ token, ...wish }) => {
    const limited = await perLink.take(token)
    if (limited !== undefined) return limited
    const invited = await readInvited(deps, token)
    if (invited === undefined) return refuse('link-over')
    const who = invited.user === undefined ? await newUser(deps, invited, wish) : await known(deps, invited.user, wish)
    if ('refused' in who) return who
    const { outcome } = await deps.store.commit([
      invited.used,
      ...who.changes,
      ...(await joining(deps, invited, who.user)),
    ])
    if (outcome === 'committed') return who.user
    return refuse(outcome === 'unknown' ? 'unavailable' : 'link-over')
  }
}

/** The invitation of a token while it stands: its organisation is there, and who invited is still an owner. */
const readInvited = async (deps: AccountDeps, token: string): Promise<Invited | undefined> => {
  const link = await readLink(deps, token, 'invitation')
  if (link === undefined) return undefined
  const { content, used, subject } = link
  const [organisation, inviter, user] = await Promise.all([
    deps.store.get('organisations', subject),
    readMembership(deps, { userId: content.invitedBy, organisationId: subject }),
    findUser(deps, content.email),
  ])
  if (organisation === undefined || inviter?.doc.role !== 'owner') return undefined
  return { content, used, organisation, user: user?.doc }
}

type Joining = { readonly user: User; readonly changes: readonly Change[] }
type Wish = { readonly password: string; readonly name?: string | undefined; readonly language: string }

const known = async (deps: AccountDeps, user: User, { password }: Wish): Promise<Joining | Refusal> => {
  const right = await deps.passwords.matches(user.passwordHash, password)
  if (right === 'busy') return refuse('rate-limited', { retryAfterSeconds: 5 })
  if (!right || user.state !== 'active')
    return refuse('invalid-fields', { errors: [{ pointer: '/password', code: 'wrong-password' }] })
  return refuseAlone(password) ?? { user, changes: [] }
}

const newUser = async (
  deps: AccountDeps,
  { content: { email }, organisation }: Invited,
  { password, name, language }: Wish,
): Promise<Joining | Refusal> => {
  if (name === undefined) return refuse('invalid-fields', { errors: [{ pointer: '/name', code: 'required' }] })
  const tooShort = password.length < leastAlone
  if (tooShort || (await isEasyPassword(password, [email, name, organisation.doc.name])))
    return refuse('invalid-fields', {
      errors: [{ pointer: '/password', code: tooShort ? 'too-short' : 'easy-password' }],
    })
  const passwordHash = await deps.passwords.hash(password)
  if (passwordHash === 'busy') return refuse('rate-limited', { retryAfterSeconds: 5 })
  const createdAt = deps.clock.now()
  const user: User = {
    id: deps.makeId('users'),
    email,
    emailKey: email,
    emailConfirmedAt: createdAt,
    name,
    language,
    passwordHash,
    state: 'active',
    createdAt,
  }
  const note = noted({
    at: createdAt,
    actorKind: 'user',
    actorId: user.id,
    action: 'user.create',
    subjectId: user.id,
  })
  return { user, changes: [{ op: 'put', collection: 'users', doc: user, expected: 'absent' }, note] }
}

/** Who became a member by another link in between stays what they are. */
const joining = async (
  deps: AccountDeps,
  { content, organisation }: Invited,
  user: User,
): Promise<readonly Change[]> => {
  const ids = { userId: user.id, organisationId: organisation.doc.id }
  if ((await readMembership(deps, ids)) !== undefined) return []
  const createdAt = deps.clock.now()
  return [
    {
      op: 'put',
      collection: 'memberships',
      doc: { id: deps.makeId('memberships'), ...ids, role: content.role, createdAt },
      expected: 'absent',
    },
    // A change of its members is a change of the organisation: of two at one time one comes second, and reads anew.
    { op: 'put', collection: 'organisations', doc: organisation.doc, expected: organisation.revision },
    noted({
      at: createdAt,
      actorKind: 'user',
      actorId: user.id,
      action: 'member.add',
      subjectId: user.id,
      organisationId: ids.organisationId,
      detail: content.role,
    }),
  ]
}
