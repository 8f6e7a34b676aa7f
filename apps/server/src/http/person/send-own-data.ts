import type { DocumentOf } from '@rolecall/core/model/collections'
import type { FastifyReply } from 'fastify'
import { readOwnData } from '../../flows/parts/own-data/own-data.ts'
import type { AppDeps } from '../deps.ts'

export const dataFileName = 'rolecall-data.json'

/** The whole of it as a file, which no cache keeps. */
export const sendOwnData = async (
  deps: AppDeps,
  reply: FastifyReply,
  person: DocumentOf<'people'>,
): Promise<FastifyReply> => {
  const data = await readOwnData(deps, person, deps.settings.current().operator.name)
  return reply
    .header('cache-control', 'no-store')
    .header('content-disposition', `attachment; filename="${dataFileName}"`)
    .type('application/json; charset=utf-8')
    .send(JSON.stringify(data, null, 2))
}
