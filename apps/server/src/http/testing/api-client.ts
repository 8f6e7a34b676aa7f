import assert from 'node:assert/strict'
import type { ApiClientWithSecret, ApiScope } from '@rolecall/contract/api/api-clients'
import type { LightMyRequestResponse } from 'fastify'
import type { EmployerClient } from './employer-client.ts'
import type { HttpWorld } from './http-world.ts'

/** A program of an integrator: it has no cookies and says nothing of sites. */
export type Program = {
  readonly call: (
    method: 'GET' | 'POST' | 'PUT' | 'DELETE',
    path: string,
    body?: unknown,
    headers?: Readonly<Record<string, string>>,
  ) => Promise<LightMyRequestResponse>
}

/** An owner makes a client with these scopes. */
export const makeClient = async (
  owner: EmployerClient,
  organisationId: string,
  more: { readonly scopes?: readonly ApiScope[]; readonly name?: string; readonly expiresInDays?: number } = {},
): Promise<ApiClientWithSecret> => {
  const body = { name: 'Payroll bridge', scopes: ['jobs:read'], ...more }
  const answer = await owner.send('POST', `/organisations/${organisationId}/api-clients`, body)
  assert.equal(answer.statusCode, 201, answer.body)
  return answer.json()
}

export const askToken = (
  { app }: HttpWorld,
  fields: Readonly<Record<string, string>>,
  headers: Readonly<Record<string, string>> = {},
): Promise<LightMyRequestResponse> =>
  app.inject({
    method: 'POST',
    url: '/api/v1/token',
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    payload: new URLSearchParams(fields).toString(),
  })

export const grantOf = ({ id, clientSecret }: Pick<ApiClientWithSecret, 'id' | 'clientSecret'>) => ({
  grant_type: 'client_credentials',
  client_id: id,
  client_secret: clientSecret,
})

export const basicOf = ({ id, clientSecret }: Pick<ApiClientWithSecret, 'id' | 'clientSecret'>) => ({
  authorization: `Basic ${Buffer.from(`${encodeURIComponent(id)}:${encodeURIComponent(clientSecret)}`).toString('base64')}`,
})

export const tokenOf = async (world: HttpWorld, client: ApiClientWithSecret): Promise<string> => {
  const answer = await askToken(world, grantOf(client))
  assert.equal(answer.statusCode, 200, answer.body)
  return answer.json().access_token
}

export const programWith = ({ app }: HttpWorld, token: string): Program => ({
  call: (method, path, body, headers = {}) =>
    app.inject({
      method,
      url: `/api/v1${path}`,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { payload: JSON.stringify(body) }),
    }),
})
