import { caseRoutes } from './cases.ts'
import { employerRoutes } from './employer-routes.ts'
import { healthRoutes } from './health.ts'
import { jobImportRoutes } from './job-import.ts'
import { operatorRoutes } from './operator.ts'
import { reportRoutes } from './reports.ts'
import type { Route } from './route.ts'
import { settingRoutes } from './settings.ts'

/** Every operation under `apiPrefix`, by its name (the OpenAPI `operationId`). */
export const routes = {
  ...employerRoutes,
  ...jobImportRoutes,
  ...operatorRoutes,
  ...reportRoutes,
  ...caseRoutes,
  ...settingRoutes,
  ...healthRoutes,
} as const satisfies Record<string, Route>

export type RouteName = keyof typeof routes
export type RouteOf<N extends RouteName> = (typeof routes)[N]
