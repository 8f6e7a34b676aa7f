import type { PageRenderer, PersonFrame } from '@rolecall/contract/pages'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Refusal } from '../../refusal.ts'
import type { AppDeps } from '../deps.ts'
import { limitByAccount } from '../limit-requests.ts'
import { withStatusOf } from '../problems.ts'
import { sendNotFoundPage } from '../public/not-found-page.ts'
import { frameOf } from '../public/page-frame.ts'
import { sendLimited } from '../public/send-limited.ts'
import { sendPage } from '../public/send-page.ts'
import { type PersonViewer, readPersonViewer } from './person-viewer.ts'
import { sendSignIn } from './sign-in-pages.ts'
import { backTo } from './where-from.ts'

export type PersonSite = {
  readonly app: FastifyInstance
  readonly deps: AppDeps
  readonly pages: PageRenderer
}
export type Asked = {
  readonly viewer: PersonViewer
  readonly frame: PersonFrame
  readonly request: FastifyRequest
  readonly reply: FastifyReply
}

/** A page of the person's own; whoever is not signed in is shown how. */
export const personPage = (
  { app, deps, pages }: PersonSite,
  path: string,
  show: (asked: Asked) => Promise<string>,
): void => {
  app.get(path, async (request, reply) => {
    const viewer = await readPersonViewer(deps, { request, reply })
    if (viewer === undefined) return sendSignIn(deps, pages, request, reply)
    const { id, language } = viewer.person
    const refusal = await limitByAccount(deps.limits, { request, reply }, id)
    if (refusal !== undefined) return sendLimited(deps, { request, reply }, { refusal, own: language })
    if (viewer.person.state === 'registering') return backTo(request, reply, '/me/register')
    const frame = personFrame(deps, viewer, request, reply)
    return sendPage(reply, await show({ viewer, frame, request, reply }), 'one-person')
  })
}

/** Where a form leads: back `to` a page (in the language that the person chose just now, where it was that), to a `page` that says what was wrong (`over`: a limit), or nowhere, since what it names is not theirs. */
export type FormAnswer =
  | { readonly to: string; readonly inOwnLanguage?: boolean }
  | { readonly page: string; readonly over?: Refusal }
  | 'not-found'

/** A form of the person's own. */
export const personForm = (
  { app, deps, pages }: PersonSite,
  path: string,
  take: (asked: Asked) => Promise<FormAnswer>,
): void => {
  app.post(path, async (request, reply) => {
    const viewer = await readPersonViewer(deps, { request, reply })
    if (viewer === undefined) return backTo(request, reply, '/me')
    const { id, language } = viewer.person
    const refusal = await limitByAccount(deps.limits, { request, reply }, id)
    if (refusal !== undefined) return sendLimited(deps, { request, reply }, { refusal, own: language })
    const frame = personFrame(deps, viewer, request, reply)
    const answer = await take({ viewer, frame, request, reply })
    if (answer === 'not-found') return sendNotFoundPage(deps, pages, request, reply)
    if ('to' in answer) return answer.inOwnLanguage ? reply.redirect(answer.to, 303) : backTo(request, reply, answer.to)
    const { page, over } = answer
    return sendPage(over === undefined ? reply.code(422) : withStatusOf(reply, over), page, 'one-person')
  })
}

export const personFrame = (
  deps: AppDeps,
  { person }: PersonViewer,
  request: FastifyRequest,
  reply: FastifyReply,
): PersonFrame => ({
  ...frameOf(deps, request, reply, person.language),
  ...(person.name === undefined ? {} : { name: person.name }),
  ...(person.channel === 'web' ? { webOnly: true } : {}),
})
