import { type RouteName, routes } from '@rolecall/contract/api/routes'
import type { Quota } from './counter.ts'

/** `address`: for all who share an IP address (an IPv6 /64). `account`: for one person, user or API client. */
type Quotas = { readonly address: Quota; readonly account: Quota }

const per = (seconds: number, address: number, account: number): Quotas => ({
  address: { points: address, seconds },
  account: { points: account, seconds },
})
const minute = 60
const quarter = 15 * minute
const hour = 60 * minute

/**
 * How often each kind of request may come. A whole call centre may stand behind one address: what it may do there leaves room
 * for a hundred people at work. The setting `limitFactor` multiplies all of it.
 */
export const classes = {
  read: per(minute, 3000, 600),
  write: per(minute, 600, 120),
  'look-up': per(minute, 3000, 600),
  stream: per(minute, 600, 60),
  file: per(minute, 120, 20),
  'sign-in': per(quarter, 100, 100),
  mail: per(hour, 30, 30),
  link: per(quarter, 60, 60),
  token: per(minute, 120, 60),
  'web-sign-in': per(quarter, 20, 20),
  page: per(minute, 1200, 300),
  form: per(minute, 600, 60),
} as const satisfies Record<string, Quotas>
export type LimitClass = keyof typeof classes

/** Operations that are counted otherwise than their method says. */
const special: Partial<Readonly<Record<RouteName, LimitClass>>> = {
  signIn: 'sign-in',
  staffSignIn: 'sign-in',
  signUp: 'mail',
  forgotPassword: 'mail',
  confirmSignUp: 'link',
  resetPassword: 'link',
  joinOrganisation: 'link',
  readMemberInvitation: 'link',
  readEnrolment: 'link',
  finishEnrolment: 'link',
  findOccupations: 'look-up',
  findSkills: 'look-up',
  findPlaces: 'look-up',
  estimateJob: 'look-up',
  followEvents: 'stream',
  previewImport: 'file',
}

/** An operation that stands in no list is counted as its method says, so that none goes without. */
export const classOf = (name: RouteName): LimitClass =>
  special[name] ?? (routes[name].method === 'GET' ? 'read' : 'write')
