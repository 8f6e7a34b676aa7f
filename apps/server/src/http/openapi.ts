import swagger from '@fastify/swagger'
import { ApiScope } from '@rolecall/contract/api/api-clients'
import type { FastifyInstance } from 'fastify'
import { jsonSchemaTransform } from 'fastify-type-provider-zod'
import { tokenPath } from './api/token.ts'

const scopeTitles: Readonly<Record<ApiScope, string>> = {
  'jobs:read': "Read the organisation's jobs",
  'jobs:write': 'Post, edit, pause and close jobs',
  'matches:read': 'See who fits a job, and why',
  'invitations:write': 'Invite people who fit to apply',
  'applications:read': 'Read applications',
  'applications:write': 'Answer applications',
}

const securitySchemes = {
  session: { type: 'apiKey', in: 'cookie', name: '__Host-rolecall', description: 'A sign-in on the web' },
  bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT', description: 'The access token of a sign-in' },
  client: {
    type: 'oauth2',
    description: 'A program that works for one organisation',
    flows: {
      clientCredentials: {
        tokenUrl: tokenPath,
        scopes: Object.fromEntries(ApiScope.options.map((scope) => [scope, scopeTitles[scope]])),
      },
    },
  },
} as const

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
      components: { securitySchemes },
    },
    transform: (document) => {
      const { schema, url } = document
      if (schema?.operationId === undefined) return { schema: { ...schema, hide: true }, url }
      return jsonSchemaTransform(document)
    },
  })
  app.get('/openapi.json', async (_request, reply) => reply.header('cache-control', 'no-cache').send(app.swagger()))
}
