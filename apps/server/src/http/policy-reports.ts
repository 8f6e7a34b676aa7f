import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Log } from '../log.ts'

export const policyReportsPath = '/policy-reports'
const mostBytes = 16_384

/** What a browser says of a page that broke its policy (CSP, level 2); anyone may say anything here. */
const Report = z.object({
  'csp-report': z.object({
    'effective-directive': z.string().optional(),
    'violated-directive': z.string().optional(),
    'blocked-uri': z.string().optional(),
  }),
})

/** The log gets the directive and the kind of what was blocked: addresses may hold a token, and samples somebody's words. */
export const policyReports = (site: FastifyInstance, log: Log): void => {
  site.removeAllContentTypeParsers()
  const types = ['application/csp-report', 'application/json']
  site.addContentTypeParser(types, { parseAs: 'string', bodyLimit: mostBytes }, (_request, body, done) =>
    done(null, String(body)),
  )
  site.post(policyReportsPath, { config: { limit: 'link' } }, (request, reply) => {
    const report = readReport(request.body)
    if (report === undefined) return reply.code(400).send()
    log.warn('policy.broken', report)
    return reply.code(204).send()
  })
}

const readReport = (body: unknown): { readonly directive: string; readonly blocked: string } | undefined => {
  const report = Report.safeParse(jsonIn(body)).data?.['csp-report']
  if (report === undefined) return undefined
  const directive = report['effective-directive'] ?? report['violated-directive'] ?? ''
  return {
    directive: /^[a-z-]{1,40}/.exec(directive)?.[0] ?? 'unknown',
    blocked:
      /^(?:inline|eval|self|trusted-types-(?:sink|policy)|wasm-eval|https?|data|blob)(?=:|$)/.exec(
        report['blocked-uri'] ?? '',
      )?.[0] ?? 'unknown',
  }
}

const jsonIn = (body: unknown): unknown => {
  try {
    return typeof body === 'string' ? JSON.parse(body) : undefined
  } catch {
    return undefined
  }
}
