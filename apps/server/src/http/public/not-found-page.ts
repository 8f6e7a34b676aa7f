import type { PageRenderer } from '@rolecall/contract/pages'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { AppDeps } from '../deps.ts'
import { frameOf } from './page-frame.ts'
import { sendPage } from './send-page.ts'

export const sendNotFoundPage = (
  deps: AppDeps,
  pages: PageRenderer,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> =>
  sendPage(reply.code(404), pages.renderMessage({ ...frameOf(deps, request, reply), message: 'not-found' }))
