import cookie from '@fastify/cookie'
import Fastify, { type FastifyInstance } from 'fastify'
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod'
import { createPasswords } from '../flows/parts/passwords.ts'
import { createPasskeySignIn } from '../flows/passkeys/sign-in-by-passkey.ts'
import { refuse } from '../refusal.ts'
import { accountOperations } from './api/account.ts'
import { lookUpOperations } from './api/look-up.ts'
import { passkeyOperations } from './api/passkeys.ts'
import { publicJobOperations } from './api/public-jobs.ts'
import { sessionOperations } from './api/session.ts'
import { tokenRoute } from './api/token.ts'
import type { AppDeps } from './deps.ts'
import { apiClientOperations } from './employer/api-clients.ts'
import { applicationOperations } from './employer/applications.ts'
import { eventOperations } from './employer/events.ts'
import { importOperations } from './employer/job-import.ts'
import { jobOperations } from './employer/jobs.ts'
import { matchOperations } from './employer/matches.ts'
import { memberOperations } from './employer/members.ts'
import { messageOperations } from './employer/messages.ts'
import { answerError } from './error-answers.ts'
import { healthRoutes } from './health.ts'
import { takeJsonOnly } from './json-body.ts'
import { limitByAddress } from './limit-requests.ts'
import { logRefusals } from './log-refusals.ts'
import { openApi } from './openapi.ts'
import { auditLogOperations } from './operator/audit-log.ts'
import { caseOperations } from './operator/cases.ts'
import { healthOperations } from './operator/health.ts'
import { organisationOperations } from './operator/organisations.ts'
import { reportOperations } from './operator/reports.ts'
import { settingOperations } from './operator/settings.ts'
import { staffOperations } from './operator/staff.ts'
import { staffSessionOperations } from './operator/staff-session.ts'
import { dataLinkPages } from './person/data-link.ts'
import { personPages } from './person/pages.ts'
import { policyReports } from './policy-reports.ts'
import { sendProblem } from './problems.ts'
import { assetRoutes } from './public/assets.ts'
import { sendNotFoundPage } from './public/not-found-page.ts'
import { pageRoutes } from './public/pages.ts'
import { sendRefusal } from './public/send-refusal.ts'
import { requireSameSite } from './same-site.ts'
import { securityHeaders } from './security-headers.ts'
import { shedLoad } from './shed-load.ts'
import { wantsPage } from './wants-page.ts'

export const apiVersion = '1.0.0'

/**
 * The whole HTTP surface but for the webhooks and the simulator, which the wiring registers beside it before it listens.
 * Whoever builds it closes it.
 */
export const buildApp = async (deps: AppDeps): Promise<FastifyInstance> => {
  const app = Fastify({
    logger: false,
    requestTimeout: 30_000,
    // A request that came by a connection that was kept alive is answered as any other, while the rest is closed.
    return503OnClosing: false,
    trustProxy: trustOf(deps.config.trustedProxies),
    routerOptions: { maxParamLength: 200 },
    frameworkErrors: (error, request, reply) => answerError(deps.log)(error, request, reply),
  })
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(serializerCompiler)
  app.setErrorHandler(answerError(deps.log))
  app.addHook('onRequest', (_request, reply, done) => {
    // Whoever keeps a connection to a server that stops is asked to make a new one, to another.
    if (!deps.ready()) reply.header('connection', 'close')
    done()
  })
  await app.register(async (site) => {
    deps.watch?.requests(site)
    await siteRoutes(site, deps)
  })
  return app
}

/** What people and programs open. Its headers and cookies stay its own: a webhook needs none of them. */
const siteRoutes = async (site: FastifyInstance, deps: AppDeps): Promise<void> => {
  site.setNotFoundHandler((request, reply) =>
    deps.pages !== undefined && request.method === 'GET' && wantsPage(request)
      ? sendNotFoundPage(deps, deps.pages, request, reply)
      : sendProblem(reply, refuse('not-found')),
  )
  site.setErrorHandler(
    answerError(deps.log, (request, reply, refusal) => sendRefusal(deps, { request, reply }, refusal)),
  )
  // Before all else: to turn someone away must cost next to nothing.
  shedLoad(site, deps.load)
  securityHeaders(site, deps.assets)
  logRefusals(site, deps.log)
  // Before the limit, whose page is in the language that a cookie keeps.
  await site.register(cookie)
  site.addHook('onRequest', limitByAddress(deps))
  await openApi(site, apiVersion)
  healthRoutes(site, deps)
  await site.register(async (own) => policyReports(own, deps.log))
  const passkeySignIn = createPasskeySignIn(deps)
  await site.register(async (api) => {
    takeJsonOnly(api)
    api.addHook('onRequest', requireSameSite(deps))
    const accounts = { ...deps, passwords: deps.passwords ?? (await createPasswords()) }
    sessionOperations(api, accounts)
    accountOperations(api, accounts)
    passkeyOperations(api, accounts, passkeySignIn)
    lookUpOperations(api, deps)
    publicJobOperations(api, deps)
    jobOperations(api, deps)
    importOperations(api, deps)
    matchOperations(api, deps)
    applicationOperations(api, deps)
    messageOperations(api, deps)
    memberOperations(api, accounts)
    apiClientOperations(api, deps)
    eventOperations(api, deps)
    staffSessionOperations(api, accounts, passkeySignIn)
    staffOperations(api, deps)
    organisationOperations(api, deps)
    auditLogOperations(api, deps)
    reportOperations(api, deps)
    caseOperations(api, deps)
    settingOperations(api, deps)
    healthOperations(api, deps)
  })
  await site.register(async (own) => tokenRoute(own, deps))
  if (deps.pages !== undefined) {
    const { pages } = deps
    pageRoutes(site, deps, pages)
    await site.register(async (own) => personPages(own, deps, pages))
    await site.register(async (own) => dataLinkPages(own, deps, pages))
    if (deps.assetsDir !== undefined) await assetRoutes(site, deps.assetsDir)
  }
}

/** None is trusted unless the operator names it: whoever connects could write any address into the header. */
const trustOf = (proxies: AppDeps['config']['trustedProxies']) => {
  if (typeof proxies === 'number') return (_address: string, hop: number): boolean => hop < proxies
  return proxies.length === 0 ? false : [...proxies]
}
