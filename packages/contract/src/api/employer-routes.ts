import { accountRoutes } from './account.ts'
import { apiClientRoutes } from './api-clients.ts'
import { applicationRoutes } from './applications.ts'
import { employerJobRoutes } from './employer-jobs.ts'
import { lookUpRoutes } from './look-up.ts'
import { matchRoutes } from './matches.ts'
import { messageRoutes } from './messages.ts'
import { organisationRoutes } from './organisation.ts'
import { passkeyRoutes } from './passkeys.ts'
import { publicJobRoutes } from './public-jobs.ts'
import type { Route } from './route.ts'
import { sessionRoutes } from './session.ts'

/**
 * The operations of everyone but the operator's staff: what the employers' app must load to name one. The import of files, whose page
 * is loaded when it is opened, stands by itself.
 */
export const employerRoutes = {
  ...sessionRoutes,
  ...accountRoutes,
  ...passkeyRoutes,
  ...lookUpRoutes,
  ...publicJobRoutes,
  ...employerJobRoutes,
  ...matchRoutes,
  ...applicationRoutes,
  ...messageRoutes,
  ...organisationRoutes,
  ...apiClientRoutes,
} as const satisfies Record<string, Route>
