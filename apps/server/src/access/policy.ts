import { AbilityBuilder, createMongoAbility, type MongoAbility } from '@casl/ability'
import type { RouteName } from '@rolecall/contract/api/routes'

/**
 * `visitor`: nobody signed in. `person`: a seeker on their own pages. `user`: an employer's account, whatever organisations it
 * belongs to. `owner`, `recruiter`, `reviewer`: of the one organisation that is asked about.
 * The rest are the operator's staff.
 */
export const roles = [
  'visitor',
  'person',
  'user',
  'reviewer',
  'recruiter',
  'owner',
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
  | 'OpenJob'
  | 'Taxonomy'
  | 'Job'
  | 'Match'
  | 'Application'
  | 'Invitation'
  | 'Member'
  | 'MemberInvitation'
  | 'Changes'
  | 'Organisation'
  | 'Staff'
  | 'AuditLog'
  | 'Case'
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
  findOccupations: ['read', 'Taxonomy'],
  findSkills: ['read', 'Taxonomy'],
  findPlaces: ['read', 'Taxonomy'],
  searchJobs: ['read', 'OpenJob'],
  readJob: ['read', 'OpenJob'],
  listJobs: ['read', 'Job'],
  readOwnJob: ['read', 'Job'],
  createJob: ['create', 'Job'],
  estimateJob: ['create', 'Job'],
  editJob: ['update', 'Job'],
  setJobState: ['update', 'Job'],
  listMatches: ['read', 'Match'],
  invitePerson: ['create', 'Invitation'],
  listJobApplications: ['read', 'Application'],
  listApplications: ['read', 'Application'],
  readApplication: ['read', 'Application'],
  moveApplication: ['update', 'Application'],
  undoMove: ['update', 'Application'],
  listMembers: ['read', 'Member'],
  inviteMember: ['create', 'Member'],
  changeMemberRole: ['update', 'Member'],
  removeMember: ['delete', 'Member'],
  readMemberInvitation: ['read', 'MemberInvitation'],
  joinOrganisation: ['delete', 'MemberInvitation'],
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
  listCases: ['read', 'Case'],
  readCase: ['read', 'Case'],
  takeCase: ['update', 'Case'],
  releaseCase: ['update', 'Case'],
  closeCase: ['update', 'Case'],
  sendCaseMessage: ['update', 'Case'],
  inviteToWrite: ['update', 'Case'],
  showCaseProfile: ['update', 'Case'],
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
  can(['read', 'delete'], 'OwnSessions')
  can('update', 'OwnPassword')
}
const reviewer = (can: Can): void => {
  can('read', ['Job', 'Match', 'Application', 'Member', 'Changes'])
}
const recruiter = (can: Can): void => {
  reviewer(can)
  can(['create', 'update'], 'Job')
  can('create', 'Invitation')
  can('update', 'Application')
}

const owner = (can: Can): void => {
  recruiter(can)
  can(['create', 'update', 'delete'], 'Member')
}

/** Who may do what. What no line grants is refused. */
const grants: Readonly<Record<Role, (can: Can) => void>> = {
  visitor: () => undefined,
  person: () => undefined,
  user: () => undefined,
  reviewer,
  recruiter,
  owner,
  support: (can) => can(['read', 'update'], 'Case'),
  moderator: (can) => can(['read', 'update'], 'Organisation'),
  administrator: (can) => can(['read', 'create', 'update'], 'Staff'),
  auditor: (can) => can('read', 'AuditLog'),
}

const policyOf = (role: Role): Policy => {
  const { can, build } = new AbilityBuilder<Policy>(createMongoAbility)
  everyone(can)
  if (role !== 'visitor') signedIn(can)
  grants[role](can)
  return build()
}

const policies = new Map(roles.map((role) => [role, policyOf(role)] as const))

/** Whether one with this role may call the operation, on what is theirs to see. */
export const allows = (role: Role, operation: RouteName): boolean =>
  policies.get(role)?.can(...operations[operation]) ?? false
