import type { FastifyRequest } from 'fastify'

export const isApi = (url: string): boolean => url.startsWith('/api/')

/** People who followed a link or sent a form get a page; programs and scripts get a problem. */
export const wantsPage = ({ url, headers }: Pick<FastifyRequest, 'url' | 'headers'>): boolean =>
  !isApi(url) && headers.accept?.includes('text/html') === true
