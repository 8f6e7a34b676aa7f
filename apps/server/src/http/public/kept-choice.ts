import type { FastifyReply, FastifyRequest } from 'fastify'

const yearSeconds = 365 * 24 * 60 * 60

/** Keeps what a visitor chose, for a year, where it is not kept already. */
export const keepChoice = (
  request: FastifyRequest,
  reply: FastifyReply,
  { name, value }: { readonly name: `__Host-${string}`; readonly value: string },
): void => {
  if (request.cookies[name] === value) return
  reply
    .header('cache-control', 'private, no-cache')
    .setCookie(name, value, { path: '/', secure: true, httpOnly: true, sameSite: 'lax', maxAge: yearSeconds })
}
