import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Simulator } from '../simulator.ts'
import type { Media } from '../world/types.ts'
import type { World } from '../world/world.ts'
import { GraphError } from './errors.ts'
import { mediaBytes, sha256 } from './media.ts'

const linkLifeMs = 5 * 60_000
const mediaLifeMs = 7 * 86_400_000

/** The answer to `GET /{media id}`: a link for five minutes, to be fetched with the same token. */
export const mediaLink = (world: World, request: FastifyRequest, media: Media): object => {
  if (world.now() - media.uploadedAt > mediaLifeMs) {
    throw new GraphError(100, `Object with ID '${media.id}' does not exist`, { subcode: 33 })
  }
  const { bytes, mimeType } = mediaBytes(media.kind)
  const base = `${request.protocol}://${request.host}${request.url.slice(0, request.url.lastIndexOf('/'))}`
  return {
    messaging_product: 'whatsapp',
    url: `${base}/media-files/${media.id}?ext=${world.now() + linkLifeMs}`,
    mime_type: mimeType,
    sha256: sha256(bytes, 'hex'),
    file_size: bytes.length,
    id: media.id,
  }
}

/** The download itself. A link that has run out, or an unknown one, is not found. */
export const mediaRoutes = (app: FastifyInstance, { world }: Simulator): void => {
  app.get<{ Params: { id: string }; Querystring: { ext?: string } }>('/media-files/:id', async (request, reply) => {
    const media = world.media.get(request.params.id)
    if (media === undefined || Number(request.query.ext ?? 0) < world.now()) return reply.code(404).send()
    if (request.headers['user-agent'] === undefined) return reply.code(403).send()
    const { bytes, mimeType } = mediaBytes(media.kind)
    return reply.type(mimeType).send(bytes)
  })
}
