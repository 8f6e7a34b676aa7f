import swagger from '@fastify/swagger'
import type { FastifyInstance } from 'fastify'
import { jsonSchemaTransform } from 'fastify-type-provider-zod'

/** Describes every operation of the contract at `/openapi.json`; pages and webhooks are no part of it. */
export const openApi = async (app: FastifyInstance, version: string): Promise<void> => {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.1',
      info: {
        title: 'Rolecall',
        version,
        description: 'Errors are RFC 9457 problem details with a stable `code`.',
        license: { name: 'MIT', identifier: 'MIT' },
      },
      components: { securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: '__Host-rolecall' } } },
    },
    transform: (document) => {
      const { schema, url } = document
      if (schema?.operationId === undefined) return { schema: { ...schema, hide: true }, url }
      return jsonSchemaTransform(document)
    },
  })
  app.get('/openapi.json', async (_request, reply) => reply.header('cache-control', 'no-cache').send(app.swagger()))
}
