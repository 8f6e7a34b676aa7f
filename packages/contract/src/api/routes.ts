import { accountRoutes } from './account.ts'
import { apiClientRoutes } from './api-clients.ts'
import { applicationRoutes } from './applications.ts'
import { caseRoutes } from './cases.ts'
import { employerJobRoutes } from './employer-jobs.ts'
import { healthRoutes } from './health.ts'
import { lookUpRoutes } from './look-up.ts'
import { matchRoutes } from './matches.ts'
import { messageRoutes } from './messages.ts'
import { operatorRoutes } from './operator.ts'
import { organisationRoutes } from './organisation.ts'
import { passkeyRoutes } from './passkeys.ts'
import { publicJobRoutes } from './public-jobs.ts'
import { reportRoutes } from './reports.ts'
import type { Route } from './route.ts'
import { sessionRoutes } from './session.ts'
import { settingRoutes } from './settings.ts'

/** Every operation under `apiPrefix`, by its name (the OpenAPI `operationId`). */
export const routes = {
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
  ...operatorRoutes,
  ...reportRoutes,
  ...caseRoutes,
  ...settingRoutes,
  ...healthRoutes,
} as const satisfies Record<string, Route>

export type RouteName = keyof typeof routes
export type RouteOf<N extends RouteName> = (typeof routes)[N]
