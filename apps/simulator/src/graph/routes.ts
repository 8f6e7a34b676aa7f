import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { SimulatorOptions } from '../options.ts'
import type { Simulator } from '../simulator.ts'
import { businessNumber } from '../webhook/values.ts'
import { GraphError } from './errors.ts'
import { takeFault } from './faults.ts'
import { mediaLink, mediaRoutes } from './media-routes.ts'
import { readMessagesBody } from './message-request.ts'
import { createTemplate, templateView } from './templates.ts'

/** The Graph API look-alike, relative to the path with the version. */
export const graphRoutes = (app: FastifyInstance, simulator: Simulator): void => {
  const { options, world } = simulator
  app.setErrorHandler((error, _request, reply) => answerError(reply, error))
  app.setNotFoundHandler((_request, reply) => answerError(reply, unknownObject('this path')))
  app.addHook('preHandler', async (request) => {
    if (world.settings.down) throw new GraphError(2, 'Service temporarily unavailable', { status: 503 })
    authorise(options, request)
  })
  app.post<ById>('/:id/messages', (request, reply) => answerMessages(simulator, request, reply))
  app.get<ById>('/:id/message_templates', async ({ params, query }) => listTemplates(simulator, params.id, query))
  app.post<ById>('/:id/message_templates', async ({ params, body }) => {
    mustBe(params.id, options.wabaId)
    const { id, status, category } = createTemplate(world, simulator.delivery, body)
    return { id, status, category }
  })
  app.get<ById>('/:id/subscribed_apps', async ({ params }) => {
    mustBe(params.id, options.wabaId)
    return { data: world.subscribed ? [{ whatsapp_business_api_data: appFacts }] : [] }
  })
  app.post<ById>('/:id/subscribed_apps', async ({ params, body }) => subscribe(simulator, params.id, body))
  app.delete<ById>('/:id/subscribed_apps', async ({ params }) => {
    mustBe(params.id, options.wabaId)
    world.subscribed = false
    return { success: true }
  })
  app.get<ById>('/:id/phone_numbers', async ({ params }) => {
    mustBe(params.id, options.wabaId)
    return { data: [{ ...numberFacts(options), id: options.phoneNumberId }] }
  })
  app.get('/debug_token', async ({ query }) => ({ data: tokenFacts(options, field(query, 'input_token')) }))
  app.get('/me', async () => ({ id: '100000000000009', name: 'Rolecall system user' }))
  app.get<ById>('/:id', async (request) => getObject(simulator, request))
  mediaRoutes(app, simulator)
}

interface ById {
  Params: { id: string }
}

const answerError = (reply: FastifyReply, error: unknown): FastifyReply => {
  const known = error instanceof GraphError ? error : undefined
  const tooLarge = Object(error).statusCode === 413
  const told = known ?? new GraphError(tooLarge ? 100 : 131000, tooLarge ? 'Request too large' : 'Unknown error')
  return reply.code(told.status).type('application/json').send(JSON.stringify(told.envelope()))
}

const authorise = (options: SimulatorOptions, request: FastifyRequest): void => {
  const given = request.headers.authorization ?? `Bearer ${field(request.query, 'access_token') ?? ''}`
  if (given !== `Bearer ${options.accessToken}`) {
    throw new GraphError(190, 'Invalid OAuth access token - Cannot parse access token')
  }
}

const field = (query: unknown, name: string): string | undefined => {
  const value: unknown = typeof query === 'object' && query !== null ? Reflect.get(query, name) : undefined
  return typeof value === 'string' ? value : undefined
}

const unknownObject = (id: string): GraphError =>
  new GraphError(
    100,
    `Unsupported request. Object with ID '${id}' does not exist, cannot be loaded due to missing permissions, or does not support this operation`,
    { subcode: 33 },
  )

const mustBe = (id: string, expected: string): void => {
  if (id !== expected) throw unknownObject(id)
}

const answerMessages = async (
  simulator: Simulator,
  request: FastifyRequest<ById>,
  reply: FastifyReply,
): Promise<unknown> => {
  mustBe(request.params.id, simulator.options.phoneNumberId)
  const body = readMessagesBody(request.body)
  if (body.what === 'read') {
    simulator.people.markRead(body.mark.message_id, body.mark.typing_indicator !== undefined)
    return { success: true }
  }
  const { world, sender } = simulator
  const fault = takeFault(world, simulator.options.random ?? Math.random)
  switch (fault) {
    case undefined:
      return sender.send(body.message)
    case 'hang':
      return keepOpen(simulator, reply)
    case 'hang-after-accepting':
      sender.send(body.message)
      return keepOpen(simulator, reply)
    case 'reset-after-accepting':
      sender.send(body.message)
      reply.hijack()
      request.raw.socket.resetAndDestroy()
      return reply
    case '500':
      throw new GraphError(131000, 'Message failed to send due to an unknown error.')
    case '131056':
    case '130429':
      throw new GraphError(Number(fault), 'Too many messages in a short period of time.')
    case '131026':
    case '131047':
    case '131049':
      return sender.send(body.message, Number(fault))
    default:
      return fault satisfies never
  }
}

/** Answers nothing: the client's own time limit ends it, or the end of the simulator. */
const keepOpen = (simulator: Simulator, reply: FastifyReply): FastifyReply => {
  reply.hijack()
  simulator.holdOpen(reply.raw)
  return reply
}

const listTemplates = (simulator: Simulator, id: string, query: unknown): object => {
  mustBe(id, simulator.options.wabaId)
  const name = field(query, 'name')
  const limit = Number(field(query, 'limit') ?? 25)
  const start = Number(field(query, 'after') ?? 0)
  const all = [...simulator.world.templates.values()].filter((one) => name === undefined || one.name === name)
  const page = all.slice(start, start + limit)
  const more = start + limit < all.length
  const cursors = { before: `${start}`, after: `${start + page.length}` }
  return { data: page.map(templateView), paging: { cursors, ...(more ? { next: `?after=${cursors.after}` } : {}) } }
}

const subscribe = async ({ options, world, delivery }: Simulator, id: string, body: unknown): Promise<object> => {
  mustBe(id, options.wabaId)
  const override = field(body, 'override_callback_uri')
  if (override !== undefined && !(await delivery.verify(override, field(body, 'verify_token') ?? ''))) {
    throw new GraphError(100, 'Callback verification failed: the challenge did not come back.', { subcode: 2200 })
  }
  world.subscribed = true
  return { success: true }
}

const getObject = ({ options, world }: Simulator, request: FastifyRequest<ById>): object => {
  const { id } = request.params
  const template = world.templates.get(id)
  if (template !== undefined) return templateView(template)
  const media = world.media.get(id)
  if (media !== undefined) return mediaLink(world, request, media)
  const objects: Record<string, object> = {
    [options.phoneNumberId]: numberFacts(options),
    [options.wabaId]: { name: 'Rolecall (simulated)', timezone_id: '1', message_template_namespace: 'simulated' },
    [options.portfolioId]: { name: 'Rolecall portfolio (simulated)' },
  }
  const facts = objects[id]
  if (facts === undefined) throw unknownObject(id)
  const fields = field(request.query, 'fields')?.split(',')
  const picked = Object.entries(facts).filter(([name]) => fields === undefined || fields.includes(name))
  return { ...Object.fromEntries(picked), id }
}

const appFacts = { id: '100000000000008', name: 'Rolecall (simulated)', link: 'https://developers.facebook.com' }

const numberFacts = (options: SimulatorOptions): object => ({
  verified_name: 'Rolecall (simulated)',
  display_phone_number: businessNumber(options),
  code_verification_status: 'VERIFIED',
  name_status: 'APPROVED',
  quality_rating: 'GREEN',
  status: 'CONNECTED',
  platform_type: 'CLOUD_API',
  throughput: { level: 'STANDARD' },
  messaging_limit_tier: 'TIER_2K',
  whatsapp_business_manager_messaging_limit: 'TIER_2K',
})

const tokenFacts = (options: SimulatorOptions, token: string | undefined): object => {
  if (token !== options.accessToken) {
    return { is_valid: false, scopes: [], error: { code: 190, message: 'Invalid OAuth access token.' } }
  }
  const scopes = ['whatsapp_business_management', 'whatsapp_business_messaging']
  return {
    app_id: appFacts.id,
    type: 'SYSTEM_USER',
    application: appFacts.name,
    expires_at: 0,
    data_access_expires_at: 0,
    is_valid: true,
    scopes,
    granular_scopes: scopes.map((scope) => ({ scope, target_ids: [options.wabaId] })),
    user_id: '100000000000009',
  }
}
