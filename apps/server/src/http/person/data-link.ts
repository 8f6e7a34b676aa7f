import type { PageRenderer } from '@rolecall/contract/pages'
import type { DocumentOf } from '@rolecall/core/model/collections'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { linkLifeMs, newLink, readLink } from '../../flows/parts/links.ts'
import { readOwnData } from '../../flows/parts/own-data/own-data.ts'
import { addressKey } from '../../limits/address.ts'
import { refuse } from '../../refusal.ts'
import type { AppDeps } from '../deps.ts'
import { frameOf } from '../public/page-frame.ts'
import { sendLimited } from '../public/send-limited.ts'
import { sendPage } from '../public/send-page.ts'
import { sendRefusal } from '../public/send-refusal.ts'
import { formOf, takeFormsOnly } from './form-body.ts'
import { presentOwnData } from './present-own-data.ts'
import { dataFileName, sendOwnData } from './send-own-data.ts'
import { backTo } from './where-from.ts'

const cookieName = '__Host-rolecall-data'
const cookie = { path: '/', secure: true, httpOnly: true, sameSite: 'strict' } as const
/** Links that one address may open. */
const tries = 30
const tryMinutes = 15

/**
 * The link of `MY DATA`. Asking for it shows a button and nothing of the person, however often a preview or a person does; the
 * button uses the link up, and lets this browser alone read on for a quarter of an hour. No page names where it came from.
 */
export const dataLinkPages = (site: FastifyInstance, deps: AppDeps, pages: PageRenderer): void => {
  takeFormsOnly(site)
  const limit = deps.limits.of('data-link', tries, tryMinutes)
  site.addHook('onRequest', async (request, reply) => {
    reply.header('referrer-policy', 'no-referrer').header('x-robots-tag', 'noindex')
    // Without a referrer a browser's Origin is null; the token itself is what no other site knows.
    const from = request.headers['sec-fetch-site']
    if (request.method === 'POST' && (from === 'cross-site' || from === 'same-site'))
      return sendRefusal(deps, { request, reply }, refuse('cross-site'))
  })

  site.get<{ Params: { token: string } }>('/my-data/:token', async (request, reply) => {
    const { token } = request.params
    const refusal = await limit.take(addressKey(request.ip))
    if (refusal !== undefined) return sendLimited(deps, { request, reply }, { refusal })
    const person = await personBehind(deps, token, 'own-data')
    if (person === undefined) return sendOver(deps, pages, request, reply)
    const frame = frameOf(deps, request, reply, person.doc.language)
    const path = `/my-data/${token}`
    return sendPage(reply, pages.renderDataLink({ ...frame, path, token }), 'one-person')
  })

  site.post('/my-data', async (request, reply) => {
    const refusal = await limit.take(addressKey(request.ip))
    if (refusal !== undefined) return sendLimited(deps, { request, reply }, { refusal })
    const found = await personBehind(deps, formOf(request).get('token') ?? '', 'own-data')
    if (found === undefined) return sendOver(deps, pages, request, reply)
    const reading = newLink(deps, { subject: found.doc.id, content: { purpose: 'reading-own-data' } })
    const { outcome } = await deps.store.commit([found.used, reading.change])
    if (outcome !== 'committed') return sendOver(deps, pages, request, reply)
    reply.setCookie(cookieName, reading.token, { ...cookie, maxAge: linkLifeMs['reading-own-data'] / 1000 })
    return backTo(request, reply, '/my-data')
  })

  site.get('/my-data', async (request, reply) => {
    const person = await readerOf(deps, request)
    if (person === undefined) return sendOver(deps, pages, request, reply)
    const frame = frameOf(deps, request, reply, person.language)
    const data = await readOwnData(deps, person, deps.settings.current().operator.name)
    const sections = await presentOwnData({ deps, person, language: frame.language }, data)
    const page = {
      ...frame,
      path: '/my-data',
      own: false,
      alone: data.alone,
      sections,
      file: `/my-data/${dataFileName}`,
    }
    return sendPage(reply, pages.renderOwnData(page), 'one-person')
  })

  site.get(`/my-data/${dataFileName}`, async (request, reply) => {
    const person = await readerOf(deps, request)
    return person === undefined ? sendOver(deps, pages, request, reply) : sendOwnData(deps, reply, person)
  })
}

type Person = DocumentOf<'people'>

const personBehind = async (deps: AppDeps, token: string, purpose: 'own-data' | 'reading-own-data') => {
  if (!/^[\w-]{43}$/.test(token)) return undefined
  const link = await readLink(deps, token, purpose)
  const person = link === undefined ? undefined : await deps.store.get('people', link.subject)
  return link === undefined || person === undefined ? undefined : { doc: person.doc, used: link.used }
}

const readerOf = async (deps: AppDeps, request: FastifyRequest): Promise<Person | undefined> =>
  (await personBehind(deps, request.cookies[cookieName] ?? '', 'reading-own-data'))?.doc

const sendOver = (
  deps: AppDeps,
  pages: PageRenderer,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> => {
  const frame = frameOf(deps, request, reply)
  return sendPage(reply.code(410), pages.renderDataLink({ ...frame, path: '/my-data' }), 'one-person')
}
