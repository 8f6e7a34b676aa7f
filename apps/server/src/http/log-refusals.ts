import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Log } from '../log.ts'
import { isApi } from './wants-page.ts'

/**
 * Who is turned away is told in the log, so that tries to get around rights, checks and limits can be seen: the route and the status,
 * nothing of what was asked. A page that is not there is nobody's try.
 */
export const logRefusals = (site: FastifyInstance, log: Log): void => {
  site.addHook('onResponse', (request, reply, done) => {
    const { statusCode: status } = reply
    if (status >= 400 && status < 500 && isTry(request, status))
      log.info('http.refused', {
        method: request.method,
        route: request.routeOptions.url,
        status,
        request: request.id,
      })
    done()
  })
}

const isTry = ({ method, url }: FastifyRequest, status: number): boolean =>
  isApi(url) || status === 403 || status === 429 || (method !== 'GET' && method !== 'HEAD')
