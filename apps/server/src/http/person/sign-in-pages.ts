import type { PageRenderer, SignInPage } from '@rolecall/contract/pages'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { endSession } from '../../access/sessions.ts'
import { refusalOf } from '../../limits/limits.ts'
import { refuse } from '../../refusal.ts'
import type { AppDeps } from '../deps.ts'
import { withStatusOf } from '../problems.ts'
import { frameOf } from '../public/page-frame.ts'
import { sendPage } from '../public/send-page.ts'
import { sendRefusal } from '../public/send-refusal.ts'
import { clearCookies } from '../session-cookies.ts'
import { type PersonViewer, readPersonViewer } from './person-viewer.ts'
import { beginAttempt, isProven, presentAttempt, readAttempt, spendProof } from './sign-in-attempt.ts'
import { backTo } from './where-from.ts'

export const reloadSeconds = 3

/** Signing in by WhatsApp, and out. */
export const signInPages = (app: FastifyInstance, deps: AppDeps, pages: PageRenderer): void => {
  // Counted here, since whoever is over sees the page that says so.
  app.post('/me/sign-in', { config: { limit: 'none' } }, async (request, reply) => {
    const frame = frameOf(deps, request, reply)
    const limited = refusalOf(await deps.limits.byAddress('web-sign-in', request.ip))
    if (limited !== undefined) {
      return sendPage(
        withStatusOf(reply, limited),
        pages.renderSignIn({ ...frame, path: '/me', limited: true, reloads: false, mail: deps.config.mail }),
        'one-person',
      )
    }
    if (!(await beginAttempt(deps, reply, { language: frame.language })))
      return sendRefusal(deps, { request, reply }, refuse('unavailable'))
    return backTo(request, reply, '/me')
  })

  app.post('/me/sign-out', async (request, reply) => {
    const viewer = await readPersonViewer(deps, { request, reply })
    if (viewer !== undefined && !isSure(request) && (await isOnlyWay(deps, viewer.person))) {
      const frame = { ...frameOf(deps, request, reply), path: '/me' }
      const page = pages.renderMailLink({ ...frame, step: 'sign-out', action: '/me/sign-out?sure=yes' })
      return sendPage(reply, page, 'one-person')
    }
    if (viewer !== undefined) await endSession(deps, viewer.session.id, 'signed-out')
    clearCookies(reply)
    reply.header('clear-site-data', '"storage"')
    return backTo(request, reply, '/me')
  })
}

/** A person of the web without e-mail and passkey has no other way back than this browser's session. */
const isOnlyWay = async ({ store }: AppDeps, { id, channel, emailKey }: PersonViewer['person']): Promise<boolean> => {
  if (channel !== 'web' || emailKey !== undefined) return false
  const { items } = await store.find('passkeys', { index: 'subject', where: [id], limit: 1 })
  return items.length === 0
}

const isSure = ({ query }: FastifyRequest): boolean =>
  typeof query === 'object' && query !== null && 'sure' in query && query.sure === 'yes'

/** What a visitor sees in place of a person's page: how to sign in, or how far it is. A proof opens the session. */
export const sendSignIn = async (
  deps: AppDeps,
  pages: PageRenderer,
  request: FastifyRequest,
  reply: FastifyReply,
  more: Pick<SignInPage, 'passkeyRefused' | 'limited'> = {},
): Promise<FastifyReply> => {
  const found = await readAttempt(deps, request)
  if (found !== undefined && isProven(found.attempt, deps.clock.now())) {
    await spendProof(deps, { request, reply }, found.attempt)
    return backTo(request, reply, '/me')
  }
  const attempt = found && presentAttempt(deps, found)
  const isOpen = attempt?.state === 'waiting' || attempt?.state === 'asked'
  const reloads = isOpen && !staysStill(request)
  if (reloads) reply.header('refresh', String(reloadSeconds))
  const page = {
    ...frameOf(deps, request, reply),
    path: '/me',
    reloads,
    mail: deps.config.mail,
    ...more,
    ...(attempt === undefined ? {} : { attempt }),
  }
  return sendPage(reply, pages.renderSignIn(page), 'one-person')
}

/** Whoever reads slowly can have a page that does not reload under their eyes (WCAG 2.2.2). */
export const staysStill = ({ query }: FastifyRequest): boolean =>
  typeof query === 'object' && query !== null && 'reload' in query && query.reload === 'no'
