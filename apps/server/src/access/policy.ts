import { AbilityBuilder, createMongoAbility, type MongoAbility } from '@casl/ability'
import { ApiScope } from '@rolecall/contract/api/api-clients'
import type { RouteName } from '@rolecall/contract/api/routes'

/**
 * `visitor`: nobody signed in. `person`: a seeker; their own pages are no part of the API, and their session opens nothing
 * of it. `user`: an employer's account, whatever organisations it belongs to. `owner`, `recruiter`, `reviewer`: of the one organisation that is asked about.
 * `client`: a program of the one organisation, within the scopes of its token. The rest are the operator's staff.
 */
export const roles = [
  'visitor',
  'person',
  'user',
  'reviewer',
  'recruiter',
  'owner',
  'client',
  'support',
  'moderator',
  'administrator',
  'auditor',
] as const
export type Role = (typeof roles)[number]

type Subject =
  | 'Session'
  | 'OwnSessions'
  | 'Account'
  | 'PasswordLink'
  | 'OwnPassword'
  | 'OwnPasskey'
  | 'OpenJob'
  | 'Taxonomy'
  | 'Job'
  | 'Match'
  | 'Application'
  | 'Invitation'
  | 'Message'
  | 'Block'
  | 'PersonReport'
  | 'Report'
  | 'Member'
  | 'MemberInvitation'
  | 'OpenInvitation'
  | 'ApiClient'
  | 'Changes'
  | 'Organisation'
  | 'Staff'
  | 'AuditLog'
  | 'Case'
  | 'Settings'
  | 'Health'
  | 'DeadTask'
type Action = 'read' | 'create' | 'update' | 'delete'
type Policy = MongoAbility<[Action, Subject]>

/** What each operation of the API does, to what. One that is not listed here does not compile. */
const operations: Readonly<Record<RouteName, readonly [Action, Subject]>> = {
  signIn: ['create', 'Session'],
  whoAmI: ['read', 'Session'],
  signOut: ['delete', 'Session'],
  listSessions: ['read', 'OwnSessions'],
  endSession: ['delete', 'OwnSessions'],
  signUp: ['create', 'Account'],
  confirmSignUp: ['create', 'Account'],
  forgotPassword: ['create', 'PasswordLink'],
  resetPassword: ['delete', 'PasswordLink'],
  changePassword: ['update', 'OwnPassword'],
  beginPasskeySignIn: ['create', 'Session'],
  signInByPasskey: ['create', 'Session'],
  staffSignInByPasskey: ['create', 'Session'],
  beginEnrolmentPasskey: ['create', 'Session'],
  finishEnrolmentByPasskey: ['create', 'Session'],
  proveSession: ['update', 'OwnSessions'],
  listPasskeys: ['read', 'OwnPasskey'],
  beginPasskey: ['create', 'OwnPasskey'],
  addPasskey: ['create', 'OwnPasskey'],
  removePasskey: ['delete', 'OwnPasskey'],
  findOccupations: ['read', 'Taxonomy'],
  findSkills: ['read', 'Taxonomy'],
  findPlaces: ['read', 'Taxonomy'],
  searchJobs: ['read', 'OpenJob'],
  readJob: ['read', 'OpenJob'],
  listJobs: ['read', 'Job'],
  readOwnJob: ['read', 'Job'],
  createJob: ['create', 'Job'],
  estimateJob: ['create', 'Job'],
  previewImport: ['create', 'Job'],
  editJob: ['update', 'Job'],
  setJobState: ['update', 'Job'],
  listMatches: ['read', 'Match'],
  invitePerson: ['create', 'Invitation'],
  listJobApplications: ['read', 'Application'],
  listApplications: ['read', 'Application'],
  readApplication: ['read', 'Application'],
  moveApplication: ['update', 'Application'],
  undoMove: ['update', 'Application'],
  listMessages: ['read', 'Message'],
  sendMessage: ['create', 'Message'],
  readMessages: ['update', 'Message'],
  blockPerson: ['create', 'Block'],
  unblockPerson: ['delete', 'Block'],
  reportPerson: ['create', 'PersonReport'],
  listMembers: ['read', 'Member'],
  inviteMember: ['create', 'Member'],
  changeMemberRole: ['update', 'Member'],
  removeMember: ['delete', 'Member'],
  listOpenInvitations: ['read', 'OpenInvitation'],
  withdrawInvitation: ['delete', 'OpenInvitation'],
  readMemberInvitation: ['read', 'MemberInvitation'],
  joinOrganisation: ['delete', 'MemberInvitation'],
  listApiClients: ['read', 'ApiClient'],
  createApiClient: ['create', 'ApiClient'],
  rotateApiClient: ['update', 'ApiClient'],
  revokeApiClient: ['delete', 'ApiClient'],
  followEvents: ['read', 'Changes'],
  readEnrolment: ['create', 'Session'],
  finishEnrolment: ['create', 'Session'],
  staffSignIn: ['create', 'Session'],
  whichStaff: ['read', 'Session'],
  listOrganisations: ['read', 'Organisation'],
  vetOrganisation: ['update', 'Organisation'],
  listStaff: ['read', 'Staff'],
  addStaff: ['create', 'Staff'],
  changeStaff: ['update', 'Staff'],
  readAuditLog: ['read', 'AuditLog'],
  listReports: ['read', 'Report'],
  readReport: ['read', 'Report'],
  decideReport: ['update', 'Report'],
  listCases: ['read', 'Case'],
  readCase: ['read', 'Case'],
  takeCase: ['update', 'Case'],
  releaseCase: ['update', 'Case'],
  closeCase: ['update', 'Case'],
  sendCaseMessage: ['update', 'Case'],
  inviteToWrite: ['update', 'Case'],
  showCaseProfile: ['update', 'Case'],
  readSettings: ['read', 'Settings'],
  changeSettings: ['update', 'Settings'],
  readHealth: ['read', 'Health'],
  listDeadTasks: ['read', 'DeadTask'],
  retryDeadTask: ['update', 'DeadTask'],
}

type Can = AbilityBuilder<Policy>['can']

const everyone = (can: Can): void => {
  can(['create', 'read', 'delete'], 'Session')
  can('create', 'Account')
  can(['read', 'delete'], 'MemberInvitation')
  can(['create', 'delete'], 'PasswordLink')
  can('read', ['OpenJob', 'Taxonomy'])
}
const signedIn = (can: Can): void => {
  can(['read', 'update', 'delete'], 'OwnSessions')
  can(['read', 'create', 'delete'], 'OwnPasskey')
  can('update', 'OwnPassword')
}
const reviewer = (can: Can): void => {
  can('read', ['Job', 'Match', 'Application', 'Message', 'Member', 'Changes'])
}
const recruiter = (can: Can): void => {
  reviewer(can)
  can(['create', 'update'], 'Job')
  can('create', 'Invitation')
  can('update', 'Application')
  can(['create', 'update'], 'Message')
  can(['create', 'delete'], 'Block')
  can('create', 'PersonReport')
}

const owner = (can: Can): void => {
  recruiter(can)
  can(['create', 'update', 'delete'], 'Member')
  can(['read', 'delete'], 'OpenInvitation')
  can(['read', 'create', 'update', 'delete'], 'ApiClient')
}

/** What a program may do at most, for an organisation that gave it every scope. */
const client = (can: Can): void => {
  can(['read', 'create', 'update'], 'Job')
  can('read', 'Match')
  can('create', 'Invitation')
  can(['read', 'update'], 'Application')
}

/** What each scope of a program's token covers, of what its role may do. */
const scopes: Readonly<Record<ApiScope, (can: Can) => void>> = {
  'jobs:read': (can) => can('read', 'Job'),
  'jobs:write': (can) => can(['create', 'update'], 'Job'),
  'matches:read': (can) => can('read', 'Match'),
  'invitations:write': (can) => can('create', 'Invitation'),
  'applications:read': (can) => can('read', 'Application'),
  'applications:write': (can) => can('update', 'Application'),
}

/** Who may do what. What no line grants is refused. */
const grants: Readonly<Record<Role, (can: Can) => void>> = {
  visitor: () => undefined,
  person: () => undefined,
  user: () => undefined,
  reviewer,
  recruiter,
  owner,
  client,
  support: (can) => {
    can(['read', 'update'], 'Case')
    can('read', 'Health')
  },
  moderator: (can) => can(['read', 'update'], ['Organisation', 'Report']),
  administrator: (can) => {
    can(['read', 'create', 'update'], 'Staff')
    can(['read', 'update'], ['Settings', 'DeadTask'])
    can('read', 'Health')
  },
  auditor: (can) => can('read', ['AuditLog', 'Settings', 'Health', 'DeadTask']),
}

const build = (...grants: readonly ((can: Can) => void)[]): Policy => {
  const builder = new AbilityBuilder<Policy>(createMongoAbility)
  for (const grant of grants) grant(builder.can)
  return builder.build()
}

/** They are nobody's user. */
const withoutAccount: readonly Role[] = ['visitor', 'person', 'client']
const policyOf = (role: Role): Policy =>
  withoutAccount.includes(role) ? build(everyone, grants[role]) : build(everyone, signedIn, grants[role])

const policies = new Map(roles.map((role) => [role, policyOf(role)] as const))
const scopePolicies = new Map(ApiScope.options.map((scope) => [scope, build(everyone, scopes[scope])] as const))

/** Whether one with this role may call the operation, on what is theirs to see: a client by its role and by a scope of its token. */
export const allows = (role: Role, operation: RouteName, tokenScopes: readonly ApiScope[] = []): boolean => {
  const may = policies.get(role)?.can(...operations[operation]) ?? false
  return may && (role !== 'client' || scopesFor(operation).some((scope) => tokenScopes.includes(scope)))
}

/** The scopes of which a program needs one for the operation; none where no program may call it. */
export const scopesFor = (operation: RouteName): readonly ApiScope[] =>
  policies.get('client')?.can(...operations[operation])
    ? ApiScope.options.filter((scope) => scopePolicies.get(scope)?.can(...operations[operation]))
    : []
