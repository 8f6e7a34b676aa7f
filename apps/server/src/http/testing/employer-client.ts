import assert from 'node:assert/strict'
import type { JobDraft } from '@rolecall/contract/job'
import type { InjectOptions, LightMyRequestResponse } from 'fastify'
import { type HttpWorld, password, thika } from './http-world.ts'
import type { Employer } from './people.ts'

/** A browser of one employer: its cookies, which it keeps as answers set them, and what browsers say of a page's own requests. */
export type EmployerClient = {
  readonly cookies: ReadonlyMap<string, string>
  readonly get: (path: string) => Promise<LightMyRequestResponse>
  readonly send: (
    method: 'POST' | 'PUT' | 'DELETE',
    path: string,
    body?: unknown,
    headers?: Headers,
  ) => Promise<LightMyRequestResponse>
}
type Headers = Readonly<Record<string, string>>

export const sameOrigin = { 'sec-fetch-site': 'same-origin' }

export const client = (world: Pick<HttpWorld, 'app'>, cookies: Record<string, string> = {}): EmployerClient => {
  const jar = new Map(Object.entries(cookies))
  const inject = async (options: InjectOptions) => {
    const answer = await world.app.inject({ ...options, cookies: Object.fromEntries(jar) })
    for (const { name, value, maxAge, expires } of answer.cookies) {
      if (maxAge === 0 || (expires !== undefined && expires.getTime() <= 0)) jar.delete(name)
      else jar.set(name, value)
    }
    return answer
  }
  return {
    cookies: jar,
    get: (path) => inject({ method: 'GET', url: `/api/v1${path}` }),
    send: (method, path, body, headers = {}) =>
      inject({
        method,
        url: `/api/v1${path}`,
        headers: { ...sameOrigin, ...headers },
        ...(body === undefined
          ? {}
          : { payload: JSON.stringify(body), headers: { ...json, ...sameOrigin, ...headers } }),
      }),
  }
}

const json = { 'content-type': 'application/json' }

export const signIn = async (world: HttpWorld, { email }: Pick<Employer, 'email'>): Promise<EmployerClient> => {
  const browser = client(world)
  const answer = await browser.send('POST', '/session', { email, password })
  assert.equal(answer.statusCode, 200, answer.body)
  return browser
}

/** What an employer fills in: a cook in Thika. */
export const posting = (more: Partial<JobDraft> = {}): JobDraft => ({
  title: 'Cook',
  occupation: 'cook',
  description: { text: 'Cook lunch for forty guests.', language: 'en' },
  place: { ...thika },
  remote: false,
  reachKm: null,
  pay: { min: 120_000, currency: 'KES', period: 'day' },
  employmentType: 'FULL_TIME',
  days: ['mon', 'tue'],
  parts: ['morning'],
  requirements: [],
  questions: [],
  openings: 1,
  answerDays: 7,
  expiresOn: '2026-12-24',
  ...more,
})

/** Posts a job and publishes it; the replicas know it. */
export const publishJob = async (
  world: HttpWorld,
  { employer, organisationId }: { readonly employer: EmployerClient; readonly organisationId: string },
  more: Partial<JobDraft> = {},
): Promise<string> => {
  const answer = await employer.send('POST', `/organisations/${organisationId}/jobs`, {
    posting: posting(more),
    publish: true,
  })
  assert.equal(answer.statusCode, 201, answer.body)
  const { id } = answer.json<{ id: string }>()
  await world.changed({ collection: 'jobs', id })
  return id
}
