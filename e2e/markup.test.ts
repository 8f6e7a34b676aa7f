import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { loadPages, webAssets } from '../apps/server/src/built.ts'
import { addEveryone, type Everyone } from '../apps/server/src/http/testing/everyone.ts'
import { createHttpWorld, type HttpWorld, quickPasswords } from '../apps/server/src/http/testing/http-world.ts'
import { launchBrowser } from './testing/browser.ts'
import { fillWith, type Hostile } from './testing/hostile-texts.ts'
import { withoutBrowser } from './testing/needs.ts'
import { payloads } from './testing/payloads.ts'

/** What a page reports of itself, kept from its first moment on. */
declare global {
  interface Window {
    reports?: string[]
  }
}

describe('what people and employers write', { skip: withoutBrowser }, () => {
  let browser: Browser
  let world: HttpWorld
  let everyone: Everyone
  let url: string
  let hostile: Hostile
  const alarms: string[] = []
  before(async () => {
    const pages = await loadPages()
    assert.ok(pages, 'the web app is built')
    world = await createHttpWorld({ inMemory: true, passwords: quickPasswords, built: { pages, assetsDir: webAssets } })
    everyone = await addEveryone(world)
    await world.app.listen({ host: '127.0.0.1', port: 0 })
    const address = world.app.server.address()
    assert.ok(address !== null && typeof address === 'object')
    url = `http://127.0.0.1:${address.port}`
    browser = await launchBrowser()
  })
  after(async () => {
    await browser?.close()
    await world?.[Symbol.asyncDispose]()
  })

  const contextOf = async (role: 'visitor' | 'owner' | 'person' | 'moderator'): Promise<BrowserContext> => {
    const context = await browser.newContext({ locale: 'en' })
    const cookies = [...(everyone.browsers.get(role)?.cookies ?? [])]
    await context.addCookies(
      cookies.map(([name, value]) => ({ name, value, url: url.replace('http:', 'https:'), secure: true })),
    )
    await context.addInitScript(() => {
      window.reports = []
      document.addEventListener('securitypolicyviolation', (event) =>
        window.reports?.push(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`),
      )
    })
    return context
  }

  const open = async (context: BrowserContext, path: string): Promise<Page> => {
    const [known] = context.pages()
    const page = known ?? (await context.newPage())
    if (known === undefined) {
      page.on('dialog', async (dialog) => {
        alarms.push(`${page.url()}: a dialog says ${dialog.message()}`)
        await dialog.dismiss()
      })
      page.on('pageerror', (error) => alarms.push(`${page.url()}: ${error.message}`))
      page.on('request', (request) => {
        if (!request.url().startsWith(url) && !request.url().startsWith('data:image/svg+xml,%3Csvg'))
          alarms.push(`${page.url()}: asks ${request.url()}`)
      })
    }
    await page.goto(url + path)
    await page.getByRole('heading', { level: 1 }).first().waitFor()
    // The others are whole as they come from the server.
    if (/^\/(employer|operator)/.test(path)) await page.waitForLoadState('networkidle')
    alarms.push(...(await page.evaluate(() => window.reports ?? ['no reports'])).map((text) => `${path}: ${text}`))
    return page
  }

  /** Every pair of element and attribute of a page, and every scheme of its addresses. */
  const shapeOf = (page: Page): Promise<readonly string[]> =>
    page.evaluate(() =>
      [...document.querySelectorAll('*')].flatMap((element) => [
        element.localName,
        ...[...element.attributes].map(({ name, value }) => {
          const isAddress = /^(href|src|action|formaction|xlink:href|data)$/.test(name)
          const scheme = isAddress && URL.canParse(value, location.href) ? new URL(value, location.href).protocol : ''
          return `${element.localName}[${name}]${scheme}`
        }),
      ]),
    )

  const pagesOf = (ids: Everyone['side']['ids'], jobIds: readonly string[]) => {
    const own = `/employer/${ids.organisationId}`
    return {
      visitor: [
        '/',
        ...Array.from({ length: 13 }, (_, page) => `/jobs?page=${page + 1}`),
        ...jobIds.map((id) => `/jobs/${id}`),
      ],
      owner: [
        own,
        `${own}/members`,
        `${own}/applications/${ids.applicationId}`,
        `${own}/jobs/${ids.jobId}/matches`,
        ...[ids.jobId, ...jobIds.slice(0, 4)].flatMap((id) => [
          `${own}/jobs/${id}`,
          `${own}/jobs/${id}/posting`,
          `${own}/jobs/${id}/edit`,
        ]),
      ],
      person: ['/me', '/me/applications', '/me/profile', '/me/sessions'],
      moderator: ['/operator/organisations'],
    } as const
  }

  test(`stays text on every page, ${payloads().length} attacks long`, async () => {
    const { ids } = everyone.side
    const plain = new Set<string>()
    const visits = async (jobIds: readonly string[], look: (page: Page, path: string) => Promise<void>) => {
      for (const [role, paths] of Object.entries(pagesOf(ids, jobIds))) {
        const context = await contextOf(role as 'visitor')
        for (const path of paths) await look(await open(context, path), path)
        await context.close()
      }
    }
    await fillWith(world, everyone, (index) => `Plain words ${index}`)
    await visits([ids.jobId], async (page) => {
      for (const part of await shapeOf(page)) plain.add(part)
    })
    const attacks = payloads()
    hostile = await fillWith(world, everyone, (index) => attacks[index % attacks.length] ?? '')
    const shown = new Set<string>()
    await visits(hostile.jobIds, async (page, path) => {
      const strange = (await shapeOf(page)).filter((part) => !plain.has(part))
      assert.deepEqual(strange, [], `${path} has what plain words do not make`)
      const text = squeezed(await page.evaluate(() => document.body.textContent ?? ''))
      for (const attack of attacks) if (text.includes(squeezed(attack))) shown.add(attack)
    })
    assert.deepEqual(alarms, [])
    const unseen = attacks.filter((attack) => !shown.has(attack) && !attack.includes('\u0000'))
    assert.deepEqual(unseen, [], 'each attack was on a page, letter by letter')
  })
})

const squeezed = (text: string): string => text.replace(/[\s\u2028]+/g, '')
