import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import type { Role } from '../apps/server/src/access/policy.ts'
import type { Everyone } from '../apps/server/src/http/testing/everyone.ts'
import type { HttpWorld } from '../apps/server/src/http/testing/http-world.ts'
import { launchBrowser } from './testing/browser.ts'
import { type BuiltWorld, createBuiltWorld } from './testing/built-world.ts'
import { fillWith, type Hostile } from './testing/hostile-texts.ts'
import { fillWords } from './testing/hostile-words.ts'
import { withoutBrowser } from './testing/needs.ts'
import { payloads } from './testing/payloads.ts'
import { shownOn } from './testing/which-texts.ts'
import { wordsIn } from './testing/words.ts'

/** What a page reports of itself, kept from its first moment on. */
declare global {
  interface Window {
    reports?: string[]
  }
}

describe('what people and employers write', { skip: withoutBrowser }, () => {
  let browser: Browser
  let built: BuiltWorld
  let world: HttpWorld
  let everyone: Everyone
  let url: string
  let hostile: Hostile
  const alarms: string[] = []
  before(async () => {
    ;[browser, built] = await Promise.all([launchBrowser(), createBuiltWorld()])
    ;({ world, everyone, url } = built)
  })
  after(async () => {
    await browser?.close()
    await built?.[Symbol.asyncDispose]()
  })

  const contextOf = async (role: Role): Promise<BrowserContext> => {
    const context = await built.contextOf(browser, role)
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
    // On a slow machine a page may ask for what it shows only after that.
    await page.locator('[aria-busy="true"]').first().waitFor({ state: 'hidden' })
    if (path === '/operator/reports') await openAll(page)
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

  type Visited = readonly (readonly [Role, readonly (readonly [string, (readonly number[])?])[]])[]
  /** The pages of each role; with those where people's words stand, the numbers of the texts that they show. */
  const pagesOf = (ids: Everyone['side']['ids'], jobIds: readonly string[]): Visited => {
    const own = `/employer/${ids.organisationId}`
    const caseId = everyone.idsFor('readCase').caseId ?? ''
    const jobPages = [ids.jobId, ...jobIds.slice(0, 4)].flatMap((id) =>
      ['', '/posting', '/edit'].map((end) => id + end),
    )
    const plain = (...paths: readonly string[]) => paths.map((path) => [path] as const)
    return [
      ['visitor', plain('/', ...Array.from({ length: 13 }, (_, page) => `/jobs?page=${page + 1}`))],
      ['visitor', plain(...jobIds.map((id) => `/jobs/${id}`))],
      ['owner', plain(own, `${own}/members`, `${own}/jobs/${ids.jobId}/matches`, '/employer/account')],
      ['owner', plain(...jobPages.map((path) => `${own}/jobs/${path}`))],
      [
        'owner',
        [
          [`${own}/applications/${ids.applicationId}`, shownOn.thread],
          [`${own}/api-access`, shownOn.apiAccess],
        ],
      ],
      ['person', plain('/me', '/me/profile', '/me/contact', '/me/privacy', '/me/privacy/delete')],
      [
        'person',
        [
          ['/me/applications', shownOn.ownThread],
          ['/me/news', shownOn.news],
          ['/me/sessions'],
          ['/me/privacy/data', shownOn.ownData],
        ],
      ],
      ['moderator', [['/operator/organisations'], ['/operator/reports', shownOn.reports]]],
      ['support', [['/operator/cases'], [`/operator/cases/${caseId}`, shownOn.case]]],
      [
        'auditor',
        [
          ['/operator/log', shownOn.log],
          ['/operator/settings', shownOn.settings],
        ],
      ],
      [
        'administrator',
        [
          ['/operator/staff', shownOn.staff],
          ['/operator/settings', shownOn.settings],
        ],
      ],
      ['administrator', plain('/operator/health', '/operator/account')],
    ]
  }

  test(`stays text on every page, ${payloads().length} attacks long`, async () => {
    const { ids } = everyone.side
    const plain = new Set<string>()
    type Look = (page: Page, path: string, texts: readonly number[]) => Promise<void>
    const visits = async (jobIds: readonly string[], look: Look) => {
      for (const [role, paths] of pagesOf(ids, jobIds)) {
        const context = await contextOf(role)
        for (const [path, texts = []] of paths) await look(await open(context, path), path, texts)
        await context.close()
      }
    }
    const fill = async (textOf: (index: number) => string): Promise<Hostile> => {
      await fillWords(world, everyone, textOf)
      return fillWith(world, everyone, textOf)
    }
    await fill((index) => `Plain words ${index}`)
    await visits([ids.jobId], async (page) => {
      for (const part of await shapeOf(page)) plain.add(part)
    })
    const attacks = payloads()
    const attackAt = (index: number) => attacks[index % attacks.length] ?? ''
    hostile = await fill(attackAt)
    const shown = new Set<string>()
    await visits(hostile.jobIds, async (page, path, texts) => {
      const strange = (await shapeOf(page)).filter((part) => !plain.has(part))
      assert.deepEqual(strange, [], `${path} has what plain words do not make`)
      const text = squeezed(await textOn(page))
      for (const attack of attacks) if (text.includes(squeezed(attack))) shown.add(attack)
      const missing = texts.filter((index) => isShowable(attackAt(index)) && !text.includes(squeezed(attackAt(index))))
      assert.deepEqual(missing, [], `${path} does not show these texts`)
    })
    assert.deepEqual(alarms, [])
    const unseen = attacks.filter((attack) => !shown.has(attack) && isShowable(attack))
    assert.deepEqual(unseen, [], 'each attack was on a page, letter by letter')
  })
})

/** What is reported shows its words once it is asked for them. */
const openAll = async (page: Page): Promise<void> => {
  const { say } = await wordsIn('en')
  for (const about of ['job', 'person']) {
    const buttons = page.getByRole('button', { name: say('web.operator.reports.open', { about }) })
    while ((await buttons.count()) > 0) await buttons.first().click()
  }
  await page.waitForLoadState('networkidle')
}

/** What stands on the page, and in its fields. */
const textOn = (page: Page): Promise<string> =>
  page.evaluate(() =>
    [
      document.body.textContent ?? '',
      ...[...document.querySelectorAll('input, textarea')].map((field) =>
        'value' in field ? String(field.value) : '',
      ),
    ].join(' '),
  )

/** A browser leaves out, or changes, what is no character. */
const isShowable = (attack: string): boolean => !attack.includes('\u0000')

const squeezed = (text: string): string => text.replace(/[\s\u2028]+/g, '')
