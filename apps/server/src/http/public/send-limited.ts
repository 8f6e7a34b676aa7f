import type { LimitedPage } from '@rolecall/contract/pages'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Refusal } from '../../refusal.ts'
import type { AppDeps } from '../deps.ts'
import { sendProblem, withStatusOf } from '../problems.ts'
import type { Exchange } from '../session-cookies.ts'
import { wantsPage } from '../wants-page.ts'
import { frameOf } from './page-frame.ts'
import { sendPage } from './send-page.ts'

/** Says when to come again: to people on a page, to programs as a problem. `own`: the reader's language, where it is known. */
export const sendLimited = async (
  deps: AppDeps,
  { request, reply }: Exchange,
  { refusal, own }: { readonly refusal: Refusal; readonly own?: string },
): Promise<FastifyReply> => {
  if (deps.pages === undefined || !wantsPage(request)) return sendProblem(reply, refusal)
  const frame = frameOf(deps, request, reply, own)
  const waitMinutes = Math.ceil((refusal.retryAfterSeconds ?? 60) / 60)
  const page = deps.pages.renderLimited({ ...frame, ...nextOf(request, frame.path), waitMinutes })
  return sendPage(withStatusOf(reply, refusal), page, 'one-person')
}

/** What was asked for is asked for again; where a form went to, there may be nothing to read. */
const nextOf = ({ method, url }: FastifyRequest, path: string): Pick<LimitedPage, 'next' | 'path'> => {
  if (method !== 'POST') return { next: 'again', path }
  return /^\/me\b/.test(url) ? { next: 'me', path: '/me' } : { next: 'jobs', path: '/jobs' }
}
