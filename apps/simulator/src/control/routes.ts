import type { FastifyInstance, FastifyReply } from 'fastify'
import { z } from 'zod'
import type { Simulator } from '../simulator.ts'
import type { Phone } from '../world/types.ts'
import { addPhone, defaultSettings, findByNumber } from '../world/world.ts'
import { bodies } from './bodies.ts'
import { liveEvents } from './live-events.ts'

/** Refused by the control interface, with the HTTP status. */
class ControlError extends Error {
  readonly status: number
  constructor(status: number, message: string) {
    super(message)
    this.status = status
  }
}

/** The control interface, relative to `/simulator/api`. */
export const controlRoutes = (app: FastifyInstance, simulator: Simulator): void => {
  app.setErrorHandler((error, _request, reply) => answerError(reply, error))
  const { world, delivery } = simulator
  app.get('/state', async () => stateView(simulator))
  app.get('/events', (_request, reply) => liveEvents(simulator, reply))
  app.get('/webhooks', async () => delivery.log())
  app.post('/webhooks/verify', async () => ({ verified: await delivery.verify() }))
  app.get<{ Querystring: { outboxId?: string } }>('/sends', async ({ query: { outboxId } }) =>
    world.sends.filter((send) => outboxId === undefined || send.outboxId === outboxId),
  )
  app.get('/mail', async () => world.mails)
  app.post('/mail', async ({ body }, reply) => {
    const mail = { ...bodies.mail.parse(body), at: world.now() }
    // Sent again after a lost answer, it is the same mail.
    if (!world.mails.some(({ id }) => id === mail.id)) {
      world.mails.unshift(mail)
      world.mails.length = Math.min(world.mails.length, keptMails)
      world.changed('mail', mail)
    }
    return reply.code(201).send(mail)
  })
  app.get('/templates', async () => [...world.templates.values()])
  app.get('/settings', async () => world.settings)
  app.patch('/settings', async ({ body }) => {
    const given = Object.entries(bodies.settings.parse(body)).filter(([, value]) => value !== undefined)
    Object.assign(world.settings, Object.fromEntries(given))
    world.changed('settings', 'settings')
    return world.settings
  })
  app.delete('/settings', async () => {
    Object.assign(world.settings, defaultSettings())
    world.changed('settings', 'settings')
    return world.settings
  })
  phoneRoutes(app, simulator)
  doingRoutes(app, simulator)
}

const keptMails = 100

interface ById {
  Params: { id: string }
}

const phoneRoutes = (app: FastifyInstance, { world, sender, people }: Simulator): void => {
  const find = finder(world.phones)
  const mustBeFree = (number: string): void => {
    if (findByNumber(world, number) === undefined) return
    throw new ControlError(409, 'This number has a phone already; add the person to it.')
  }
  app.get('/phones', async () => [...world.phones.values()])
  app.post('/phones', async ({ body }, reply) => {
    const { name, phone, userId } = bodies.phone.parse(body)
    if (phone !== undefined) mustBeFree(phone)
    const ids = { ...(phone === undefined ? {} : { waId: phone }), ...(userId === undefined ? {} : { userId }) }
    return reply.code(201).send(addPhone(world, { name, ...ids }))
  })
  app.get<ById>('/phones/:id', async ({ params }) => find(params.id))
  app.delete<ById>('/phones/:id', async ({ params }, reply) => {
    world.phones.delete(find(params.id).id)
    world.changed('phone', params.id)
    return reply.code(204).send()
  })
  app.post<ById>('/phones/:id/people', async ({ params, body }) => {
    const phone = find(params.id)
    phone.people.push(bodies.person.parse(body).name)
    world.changed('phone', phone.id)
    return phone
  })
  app.patch<ById>('/phones/:id', async ({ params, body }) => {
    const phone = find(params.id)
    const { blocked = phone.blocked, offline = phone.offline } = bodies.state.parse(body)
    const cameBack = phone.offline && !offline
    Object.assign(phone, { blocked, offline })
    if (cameBack) sender.deliverWaiting(phone)
    world.changed('phone', phone.id)
    return phone
  })
  app.post<ById>('/phones/:id/expire-window', async ({ params }) => {
    const phone = find(params.id)
    phone.lastInboundAt = Math.min(phone.lastInboundAt, world.now() - 25 * 3_600_000)
    world.changed('phone', phone.id)
    return phone
  })
  app.post<ById>('/phones/:id/read', async ({ params }) => {
    sender.readAll(find(params.id))
    return { success: true }
  })
  app.post<ById>('/phones/:id/number', async ({ params, body }) => {
    const { phone: number } = bodies.number.parse(body)
    mustBeFree(number)
    return { wamid: people.changeNumber(find(params.id), number) }
  })
  app.post<ById>('/phones/:id/user-id', async ({ params }) => ({ wamid: people.changeUserId(find(params.id)) }))
}

const doingRoutes = (app: FastifyInstance, { world, people }: Simulator): void => {
  const find = finder(world.phones)
  const does = (path: string, act: (phone: Phone, body: unknown) => string | undefined): void => {
    app.post<ById>(`/phones/:id/${path}`, async ({ params, body }) => {
      const wamid = act(find(params.id), body)
      if (wamid === undefined) throw new ControlError(404, 'No message on this phone offers that.')
      return { wamid }
    })
  }
  does('text', (phone, body) => {
    const { text, writer, replyTo } = bodies.text.parse(body)
    return people.write(phone, text, {
      ...(writer === undefined ? {} : { writer }),
      ...(replyTo === undefined ? {} : { replyTo }),
    })
  })
  does('tap', (phone, body) => {
    const { wamid, id } = bodies.tap.parse(body)
    return people.tap(phone, wamid, id)
  })
  does('location', (phone, body) => {
    const { latitude, longitude, name, address } = bodies.location.parse(body)
    const labels = { ...(name === undefined ? {} : { name }), ...(address === undefined ? {} : { address }) }
    return people.shareLocation(phone, { latitude, longitude, ...labels })
  })
  does('media', (phone, body) => {
    const { kind, caption } = bodies.media.parse(body)
    return people.sendMedia(phone, kind, caption)
  })
  does('contact', (phone, body) => people.shareContact(phone, bodies.contact.parse(body)))
  does('reaction', (phone, body) => {
    const { wamid, emoji } = bodies.reaction.parse(body)
    return people.react(phone, wamid, emoji)
  })
  does('raw', (phone, body) => people.sendRaw(phone, bodies.raw.parse(body)))
}

const finder =
  (phones: ReadonlyMap<string, Phone>) =>
  (id: string): Phone => {
    const phone = phones.get(id)
    if (phone === undefined) throw new ControlError(404, 'There is no such phone.')
    return phone
  }

const stateView = ({ world, delivery }: Simulator): object => ({
  now: world.now(),
  phones: [...world.phones.values()],
  settings: world.settings,
  templates: [...world.templates.values()],
  webhooks: delivery.log(),
  mails: world.mails,
})

const answerError = (reply: FastifyReply, error: unknown): FastifyReply => {
  const [status, message] =
    error instanceof z.ZodError
      ? [400, error.issues.map((issue) => `${issue.path.join('.') || 'body'}: ${issue.message}`).join('; ')]
      : error instanceof ControlError
        ? [error.status, error.message]
        : [500, 'The simulator failed.']
  return reply
    .code(status)
    .type('application/json')
    .send(JSON.stringify({ error: message }))
}
