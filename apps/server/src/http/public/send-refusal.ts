import type { FastifyReply } from 'fastify'
import type { Refusal } from '../../refusal.ts'
import type { AppDeps } from '../deps.ts'
import { sendProblem, statusOf, withStatusOf } from '../problems.ts'
import type { Exchange } from '../session-cookies.ts'
import { wantsPage } from '../wants-page.ts'
import { frameOf } from './page-frame.ts'
import { sendPage } from './send-page.ts'

/** Says that something went wrong or could not be taken: to people on a page in their language, to programs as a problem. */
export const sendRefusal = async (
  deps: AppDeps,
  { request, reply }: Exchange,
  refusal: Refusal,
): Promise<FastifyReply> => {
  if (deps.pages === undefined || !wantsPage(request)) return sendProblem(reply, refusal)
  const message = statusOf(refusal.refused) >= 500 ? 'problem' : 'not-taken'
  const page = deps.pages.renderMessage({ ...frameOf(deps, request, reply), message })
  return sendPage(withStatusOf(reply, refusal), page, 'one-person')
}
