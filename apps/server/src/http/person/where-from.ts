import type { FastifyReply, FastifyRequest } from 'fastify'

/** After a form the browser asks for a page of ours again, in the language of the page that it came from. */
export const backTo = (request: FastifyRequest, reply: FastifyReply, path: string): FastifyReply => {
  const { query } = request
  const lang = typeof query === 'object' && query !== null && 'lang' in query ? query.lang : undefined
  const known = typeof lang === 'string' && /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(lang)
  const [page = '', place] = path.split('#')
  const mark = page.includes('?') ? '&' : '?'
  const asked = known ? `${page}${mark}lang=${lang}` : page
  return reply.header('cache-control', 'no-store').redirect(place === undefined ? asked : `${asked}#${place}`, 303)
}
