import type { MailLinkPage, PageRenderer } from '@rolecall/contract/pages'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { createEmailSignIn, spendEmailLink } from '../../flows/email-sign-in.ts'
import { stopByLink } from '../../flows/own-email.ts'
import type { AppDeps } from '../deps.ts'
import { withStatusOf } from '../problems.ts'
import { frameOf } from '../public/page-frame.ts'
import { sendPage } from '../public/send-page.ts'
import { startSession } from '../session-cookies.ts'
import { formOf } from './form-body.ts'
import { backTo } from './where-from.ts'

const cookieName = '__Host-rolecall-mail'
const cookie = { path: '/', secure: true, httpOnly: true, sameSite: 'lax' } as const
const linkSeconds = 600
const Email = z.email().max(254)

/** Signing in by a link in a mail. A button takes the link: mail programs open links on their own. */
export const mailSignInPages = (app: FastifyInstance, deps: AppDeps, pages: PageRenderer): void => {
  const askForLink = createEmailSignIn(deps)
  const send = (request: FastifyRequest, reply: FastifyReply, page: Pick<MailLinkPage, 'step' | 'action'>) =>
    sendPage(reply, pages.renderMailLink({ ...frameOf(deps, request, reply), path: '/me', ...page }), 'one-person')

  app.post('/me/email/sign-in', async (request, reply) => {
    const email = Email.safeParse(formOf(request).get('email')?.trim() ?? '')
    if (!email.success) return backTo(request, reply, '/me?email=wrong')
    const { language } = frameOf(deps, request, reply)
    const browser = deps.randomBytes(32).toString('base64url')
    const refused = await askForLink({ email: email.data, language, address: request.ip, browser })
    if (refused !== undefined) return send(request, withStatusOf(reply, refused), { step: 'limited' })
    reply.setCookie(cookieName, browser, { ...cookie, maxAge: linkSeconds })
    return send(request, reply, { step: 'sent' })
  })

  app.get('/me/email/sign-in/:token', async (request, reply) =>
    send(request, reply, { step: 'sign-in', action: `/me/email/sign-in/${linkTokenIn(request)}` }),
  )

  app.post('/me/email/sign-in/:token', async (request, reply) => {
    const spent = await spendEmailLink(deps, { token: linkTokenIn(request), browser: request.cookies[cookieName] })
    if (spent === 'link-over') return send(request, reply.code(410), { step: 'over' })
    if (spent === 'wrong-browser') return send(request, reply.code(403), { step: 'wrong-browser' })
    reply.clearCookie(cookieName, cookie)
    await startSession(deps, { request, reply }, { subject: spent, surface: 'person' })
    return backTo(request, reply, '/me')
  })
}

/**
 * Ending the mails: by a page, and by the bare POST of a mail program (RFC 8058), which comes from no page of ours. The link
 * itself shows that whoever calls has the mail, and no cookie counts.
 */
export const mailStopPages = (app: FastifyInstance, deps: AppDeps, pages: PageRenderer): void => {
  const page = (request: FastifyRequest, reply: FastifyReply, shown: Pick<MailLinkPage, 'step' | 'action'>) =>
    sendPage(reply, pages.renderMailLink({ ...frameOf(deps, request, reply), path: '/me', ...shown }), 'one-person')
  const path = '/me/email/stop/:token'
  app.get(path, (request, reply) =>
    page(request, reply, { step: 'stop', action: `/me/email/stop/${stopTokenIn(request)}` }),
  )
  app.post(path, async (request, reply) => {
    const stopped = await stopByLink(deps, stopTokenIn(request))
    return page(request, stopped ? reply : reply.code(410), { step: stopped ? 'stopped' : 'over' })
  })
}

/** Empty for what is no token of ours. */
export const linkTokenIn = (request: FastifyRequest): string => /^[\w-]{43}$/.exec(tokenIn(request))?.[0] ?? ''
const stopTokenIn = (request: FastifyRequest): string =>
  /^per_[0-9a-z]{26}\.[\w-]{43}$/.exec(tokenIn(request))?.[0] ?? ''

const tokenIn = ({ params }: FastifyRequest): string =>
  typeof params === 'object' && params !== null && 'token' in params ? String(params.token) : ''
