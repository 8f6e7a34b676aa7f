import type { Browser, BrowserContext, BrowserContextOptions } from 'playwright-core'
import type { Role } from '../../apps/server/src/access/policy.ts'
import { loadPages, webAssets } from '../../apps/server/src/built.ts'
import { addEveryone, type Everyone } from '../../apps/server/src/http/testing/everyone.ts'
import { createHttpWorld, type HttpWorld, quickPasswords } from '../../apps/server/src/http/testing/http-world.ts'

/** The server in this process with the web app as it was built and somebody in each role: its store is open to the test. */
export type BuiltWorld = AsyncDisposable & {
  readonly world: HttpWorld
  readonly everyone: Everyone
  readonly url: string
  /** A browser in which somebody of the role is signed in. */
  contextOf(browser: Browser, role: Role, options?: BrowserContextOptions): Promise<BrowserContext>
}

export const createBuiltWorld = async (): Promise<BuiltWorld> => {
  const pages = await loadPages()
  if (pages === undefined) throw new Error('the web app is not built: npm run build')
  const built = { pages, assetsDir: webAssets }
  const world = await createHttpWorld({ inMemory: true, passwords: quickPasswords, built })
  const everyone = await addEveryone(world)
  await world.app.listen({ host: '127.0.0.1', port: 0 })
  const address = world.app.server.address()
  if (address === null || typeof address === 'string') throw new Error('the server listens nowhere')
  const url = `http://127.0.0.1:${address.port}`
  return {
    world,
    everyone,
    url,
    contextOf: async (browser, role, options = { locale: 'en' }) => {
      const context = await browser.newContext(options)
      const cookies = [...(everyone.browsers.get(role)?.cookies ?? [])]
      await context.addCookies(
        cookies.map(([name, value]) => ({ name, value, url: url.replace('http:', 'https:'), secure: true })),
      )
      return context
    },
    [Symbol.asyncDispose]: () => world[Symbol.asyncDispose](),
  }
}
