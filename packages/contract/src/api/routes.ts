import { accountRoutes } from './account.ts'
import { applicationRoutes } from './applications.ts'
import { caseRoutes } from './cases.ts'
import { employerJobRoutes } from './employer-jobs.ts'
import { lookUpRoutes } from './look-up.ts'
import { matchRoutes } from './matches.ts'
import { operatorRoutes } from './operator.ts'
import { organisationRoutes } from './organisation.ts'
import { publicJobRoutes } from './public-jobs.ts'
import type { Route } from './route.ts'
import { sessionRoutes } from './session.ts'

/** Every operation under `apiPrefix`, by its name (the OpenAPI `operationId`). */
export const routes = {
  ...sessionRoutes,
  ...accountRoutes,
  ...lookUpRoutes,
  ...publicJobRoutes,
  ...employerJobRoutes,
  ...matchRoutes,
  ...applicationRoutes,
  ...organisationRoutes,
  ...operatorRoutes,
  ...caseRoutes,
} as const satisfies Record<string, Route>

export type RouteName = keyof typeof routes
export type RouteOf<N extends RouteName> = (typeof routes)[N]
