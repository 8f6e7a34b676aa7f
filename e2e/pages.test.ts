import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { casts } from './story/cast.ts'
import { accessibilityFindings } from './testing/accessibility.ts'
import { type Addresses, findAddresses } from './testing/addresses.ts'
import { launchBrowser, newVisitor } from './testing/browser.ts'
import { inspect } from './testing/inspect.ts'
import { withoutBrowser } from './testing/needs.ts'
import { startTestServer, type TestServer } from './testing/server.ts'
import { type Words, wordsIn } from './testing/words.ts'

const mostBytes = 100_000

describe('the pages', { skip: withoutBrowser }, () => {
  let browser: Browser
  let server: TestServer
  let addresses: Addresses
  let words: Words
  before(async () => {
    ;[browser, server, words] = await Promise.all([
      launchBrowser(),
      startTestServer({ store: 'sqlite' }),
      wordsIn('en'),
    ])
    addresses = await findAddresses(browser, server.url)
  })
  after(async () => {
    await browser?.close()
    await server?.[Symbol.asyncDispose]()
  })

  /** The page with its content there, in English. */
  const visit = async (address: string, options: BrowserContextOptions = {}): Promise<Page> => {
    const { page } = await newVisitor(browser, { locale: 'en', ...options })
    await page.goto(address)
    await page.getByRole('heading', { level: 1 }).first().waitFor()
    await page.waitForLoadState('networkidle')
    return page
  }

  const everyPage = (): readonly (readonly [string, string])[] => [
    ...Object.entries(addresses.open),
    ...Object.entries(addresses.signedIn),
  ]

  test('no page has an accessibility finding, light or dark, narrow or wide', async () => {
    const findings: string[] = []
    for (const [name, address] of everyPage()) {
      const page = await visit(address, { storageState: addresses.session })
      for (const colorScheme of ['light', 'dark'] as const)
        for (const width of [360, 1280]) {
          await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
          await page.setViewportSize({ width, height: 900 })
          const found = await accessibilityFindings(page, { coloursOnly: colorScheme === 'dark' })
          findings.push(...found.map((finding) => `${name} ${colorScheme} ${width}: ${finding}`))
        }
      await page.context().close()
    }
    assert.deepEqual(findings, [])
  })

  test('no page scrolls sideways at 320, 360 or 1280 px', async () => {
    const wide: string[] = []
    for (const [name, address] of everyPage()) {
      const page = await visit(address, { storageState: addresses.session })
      for (const width of [320, 360, 1280]) {
        await page.setViewportSize({ width, height: 900 })
        const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
        if (over > 0) wide.push(`${name} at ${width}: ${over} px too wide`)
      }
      await page.context().close()
    }
    assert.deepEqual(wide, [])
  })

  test('on a phone what one comes for is in reach of the thumb, without scrolling', async () => {
    const { open, signedIn } = addresses
    const main = {
      job: open.job,
      jobs: signedIn['employer jobs'],
      pipeline: signedIn.pipeline,
      person: signedIn.person,
    }
    const viewport = { width: 360, height: 740 }
    for (const [name, address] of Object.entries(main)) {
      const page = await visit(address, { storageState: addresses.session, viewport })
      const action = page.getByRole(name === 'person' ? 'button' : 'link', { name: nameOfMain(name, words) }).first()
      const box = await action.boundingBox()
      assert.ok(box && box.y > viewport.height / 2 && box.y + box.height <= viewport.height, `${name}: ${box?.y}`)
      assert.ok(box.height >= 44, `${name}: ${box.height} px high`)
      await page.context().close()
    }
  })

  test('without JavaScript the list, the job and its Apply link work', async () => {
    const page = await visit(addresses.open.jobs, { javaScriptEnabled: false })
    await page.getByRole('textbox', { name: words.say('web.search.work') }).fill('cook')
    await page.getByRole('button', { name: words.say('web.search.submit') }).click()
    await page.getByRole('heading', { level: 2 }).getByRole('link').first().click()
    const title = await page.getByRole('heading', { level: 1 }).textContent()
    await page.getByRole('link', { name: words.say('web.job.apply') }).click()
    assert.ok(new URL(page.url()).searchParams.get('text')?.includes(title ?? '-'), page.url())
    await page.context().close()
  })

  test('without JavaScript one narrows the list to what its counts say, orders it, and takes everything back', async () => {
    const viewport = { width: 360, height: 740 }
    const page = await visit(addresses.open.jobs, { javaScriptEnabled: false, viewport })
    const look = inspect(page, 'en')
    const heading = (count: number, q = '') =>
      page.getByRole('heading', { level: 1, name: words.say('web.list.title', { count, q, search: q ? 'yes' : 'no' }) })
    await page.locator('summary').click()
    const part = page.getByRole('checkbox', { name: words.say('fact.employment-type.PART_TIME') })
    const count = Number(/\((\d+)\)/.exec((await part.locator('..').textContent()) ?? '')?.[1])
    assert.ok(count > 0)
    await look('job-filters')
    await part.check()
    await page.getByRole('button', { name: words.say('web.filter.show') }).click()
    await heading(count).waitFor()
    await page.getByRole('link', { name: words.say('web.list.sort', { sort: 'pay' }) }).click()
    await page.getByRole('link', { name: words.say('web.list.next') }).click()
    await look('jobs-chosen')
    const { search } = new URL(page.url())
    assert.match(search, /employmentType=PART_TIME&sort=pay&page=2&lang=en$/)
    await page.goto(`${addresses.open.jobs}${search.replace('page=2', 'page=400').replace('?', '&')}`)
    await page.getByRole('link', { name: words.say('web.list.last-page') }).click()
    await page.getByRole('link', { name: words.say('web.filter.remove') }).click()
    assert.equal(await page.getByRole('link', { name: words.say('web.filter.remove') }).count(), 0)
    await page.getByRole('textbox', { name: words.say('web.search.work') }).fill('securty gard')
    await page.getByRole('button', { name: words.say('web.search.submit') }).click()
    await page.getByRole('link', { name: 'Security guard' }).first().waitFor()
    await page.goto(`${page.url()}&employmentType=INTERN`)
    await look('no-jobs')
    await page.getByRole('main').getByRole('link', { name: /^See/ }).click()
    await page.getByRole('link', { name: 'Security guard' }).first().waitFor()
    await page.context().close()
  })

  test('a first visit of a public page weighs at most 100 kB and asks nobody else', async () => {
    for (const name of ['home', 'jobs', 'job'] as const) {
      const { page } = await newVisitor(browser)
      const network = await page.context().newCDPSession(page)
      await network.send('Network.enable')
      let bytes = 0
      network.on('Network.loadingFinished', ({ encodedDataLength }) => {
        bytes += encodedDataLength
      })
      const hosts = new Set<string>()
      page.on('request', (request) => hosts.add(new URL(request.url()).origin))
      await page.goto(addresses.open[name], { waitUntil: 'networkidle' })
      assert.ok(bytes <= mostBytes, `${name}: ${bytes} bytes`)
      assert.deepEqual([...hosts], [server.url])
      await page.context().close()
    }
  })

  test('a refused form keeps what was typed, takes the focus to its errors, and leads from each to its field', async () => {
    const page = await visit(addresses.signedIn.form, { storageState: addresses.session })
    const description = page.getByRole('textbox', { name: words.say('web.form.description'), exact: true })
    await description.fill('You cook with two others.')
    await page.getByRole('button', { name: words.say('web.form.save-draft') }).click()
    const summary = page.getByRole('alert')
    await summary.waitFor()
    assert.ok(await summary.evaluate((node) => node === document.activeElement))
    const links = summary.getByRole('link')
    assert.ok((await links.count()) >= 3)
    for (const link of await links.all()) {
      const id = (await link.getAttribute('href'))?.slice(1)
      await link.click()
      assert.equal(await page.evaluate(() => document.activeElement?.id), id)
    }
    assert.equal(await description.inputValue(), 'You cook with two others.')
    await page.context().close()
  })

  test('one signs in with the keyboard alone', async () => {
    const page = await visit(addresses.open['sign-in'])
    const { email, password } = casts.en.account
    await tabTo(page, 'email')
    await page.keyboard.type(email)
    await page.keyboard.press('Tab')
    await page.keyboard.type(password)
    await page.keyboard.press('Enter')
    await page.getByRole('link', { name: words.say('web.jobs.post') }).waitFor()
    await page.context().close()
  })
})

const nameOfMain = (page: string, { say }: Words): string | RegExp => {
  if (page === 'job') return say('web.job.apply')
  if (page === 'jobs') return say('web.jobs.answer')
  return new RegExp(`^${say(page === 'person' ? 'web.person.answer' : 'web.job.next-person', { name: '' })}`)
}

/** Presses Tab until the control has the focus, and sees that the focus shows. */
const tabTo = async (page: Page, id: string): Promise<void> => {
  for (let presses = 0; presses < 20; presses += 1) {
    await page.keyboard.press('Tab')
    const focused = await page.evaluate(() => {
      const { activeElement } = document
      return { id: activeElement?.id, outline: activeElement ? getComputedStyle(activeElement).outlineStyle : 'none' }
    })
    assert.notEqual(focused.outline, 'none', `the focus shows on ${focused.id}`)
    if (focused.id === id) return
  }
  assert.fail(`Tab does not reach ${id}`)
}
