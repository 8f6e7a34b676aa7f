import { randomBytes } from 'node:crypto'
import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify'
import { createAccessTokens } from '../../access/access-token.ts'
import { createSigningKeys } from '../../access/signing-keys.ts'
import { watchCommits } from '../../cache/watch-commits.ts'
import { createSettings } from '../../settings/settings.ts'
import { fallbacksOf } from '../../testing/fallbacks.ts'
import { createWorld, type World } from '../../testing/world.ts'
import { buildApp } from '../app.ts'
import { createCaching } from '../caching.ts'
import { createOrganisationEvents } from '../organisation-events.ts'
import { createJobBoard } from '../public/job-board.ts'
import { fakePages } from './fake-pages.ts'
import { publicUrl } from './http-world.ts'

/** A browser: its cookies, and what browsers say of a page's own requests. */
export type PersonBrowser = {
  readonly cookies: Map<string, string>
  get(path: string, headers?: Headers): Promise<LightMyRequestResponse>
  /** Sends a form; a record of fields, or a body as it is. */
  post(path: string, form?: Record<string, string> | string, headers?: Headers): Promise<LightMyRequestResponse>
  /** The name of the page and what the page was given. */
  page(path: string): Promise<Page>
}
type Headers = Readonly<Record<string, string>>
// biome-ignore lint/suspicious/noExplicitAny: the page's JSON, which each test knows
export type Page = { readonly name: string; readonly status: number; readonly given: any }

/** The chat and the web on one store: what is said in the one shows in the other. */
export type PersonWorld = AsyncDisposable & {
  readonly app: FastifyInstance
  readonly chat: World
  browser(): PersonBrowser
}

export const createPersonWorld = async ({ mail = false }: { readonly mail?: boolean } = {}): Promise<PersonWorld> => {
  const chat = await createWorld()
  const { store, clock, log, makeId, look, matcher, index, texts, words, limits, signInSecret } = chat.deps
  const settings = createSettings({ store, fallbacks: fallbacksOf() })
  const board = createJobBoard({ store, look, countries: () => ['KE'], now: clock.now })
  const {
    rights,
    listeners: _,
    ...caching
  } = createCaching({
    watched: watchCommits(store),
    board,
    edition: 'test',
    secret: randomBytes(32),
    clock,
    isFresh: () => false,
  })
  const app = await buildApp({
    ...caching,
    // Nobody follows the feed here, and the chat commits too.
    rights: { fresh: rights.fresh, recent: rights.fresh },
    store,
    clock,
    log,
    makeId,
    randomBytes,
    accessTokens: createAccessTokens({
      keys: createSigningKeys({ store, clock, makeId }),
      clock,
      issuer: () => publicUrl,
    }),
    limits,
    refreshSecret: randomBytes(32),
    signInSecret,
    onceSecret: randomBytes(32),
    look,
    matcher,
    index,
    texts,
    words,
    board,
    settings,
    subscribe: createOrganisationEvents(store).subscribe,
    ready: () => true,
    pages: fakePages,
    config: {
      publicUrl: () => publicUrl,
      trustedProxies: [],
      mayTilt: true,
      demo: false,
      demoAccounts: [],
      phoneNumberId: '100',
      whatsappLink: (text) => `https://wa.me/254700000000?text=${encodeURIComponent(text)}`,
      mail,
    },
  })
  await app.ready()
  const browser = (): PersonBrowser => {
    const cookies = new Map<string, string>()
    const inject = async (options: InjectOptions) => {
      const answer = await app.inject({ ...options, cookies: Object.fromEntries(cookies) })
      for (const { name, value, maxAge, expires } of answer.cookies) {
        if (maxAge === 0 || (expires !== undefined && expires.getTime() <= 0)) cookies.delete(name)
        else cookies.set(name, value)
      }
      return answer
    }
    const get: PersonBrowser['get'] = (url, headers = {}) => inject({ method: 'GET', url, headers })
    return {
      cookies,
      get,
      post: (url, form = {}, headers = {}) =>
        inject({
          method: 'POST',
          url,
          headers: {
            'content-type': 'application/x-www-form-urlencoded',
            'sec-fetch-site': 'same-origin',
            ...headers,
          },
          payload: typeof form === 'string' ? form : new URLSearchParams(form).toString(),
        }),
      page: async (path) => pageOf(await get(path)),
    }
  }
  return {
    app,
    chat,
    browser,
    async [Symbol.asyncDispose]() {
      await app.close()
      await chat[Symbol.asyncDispose]()
    },
  }
}

export const pageOf = ({ body, statusCode }: LightMyRequestResponse): Page => ({
  name: /<title>(.*?)<\/title>/.exec(body)?.[1] ?? '',
  status: statusCode,
  given: JSON.parse(/<script[^>]*>(.*)<\/script>/s.exec(body)?.[1] ?? '{}'),
})

/** Begins an attempt in the browser; the text that it shows. */
export const beginSignIn = async (browser: PersonBrowser): Promise<string> => {
  await browser.post('/me/sign-in')
  return (await browser.page('/me')).given.attempt.text
}

/** The number that the browser shows while the chat asks for it. */
export const numberShown = async (browser: PersonBrowser): Promise<string> =>
  (await browser.page('/me')).given.attempt.number

/** Signs a registered person in, as they would do it. */
export const signInByWhatsApp = async ({ chat, browser }: PersonWorld, waId: string): Promise<PersonBrowser> => {
  const own = browser()
  await chat.say(waId, await beginSignIn(own))
  await chat.tap(waId, await numberShown(own))
  await own.get('/me')
  return own
}

/** Registers a cook in Thika on the web, in a browser of their own. */
export const registerOnWeb = async (world: PersonWorld, name = 'Ana'): Promise<PersonBrowser> => {
  const browser = world.browser()
  await browser.post('/me/register?lang=en', { agree: 'yes' })
  for (const form of webAnswers(name)) await browser.post('/me/register/answer', form)
  return browser
}

export const webAnswers = (name: string): readonly Record<string, string>[] => [
  { field: 'name', value: name },
  { field: 'work', value: 'cook' },
  { field: 'place', value: 'Thika' },
  { field: 'experience', option: '2-years-or-more' },
  { field: 'times', option: 'any' },
  { field: 'pay', value: '1000 a day' },
]

/** The one person of the web who has this name. */
export const webPerson = async ({ chat }: PersonWorld, name = 'Ana') => {
  const { items } = await chat.deps.store.find('people', { index: 'state', where: [], limit: 1000 })
  const person = items.find(({ doc }) => doc.name === name)
  if (person === undefined) throw new Error(`nobody is called ${name}`)
  return person
}
