import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import { accessibilityFindings } from './accessibility.ts'
import { newVisitor } from './browser.ts'

export type Look = (name: string) => Promise<void>

/**
 * No accessibility finding, nothing wider than the screen, light and dark. The page as it stands is looked at in a browser with
 * JavaScript, which the check itself needs. A picture of each, where a folder is given for them.
 */
export const inspect =
  (page: Page, language: string): Look =>
  async (name) => {
    const browser = page.context().browser()
    assert.ok(browser !== null)
    const { page: copy } = await newVisitor(browser, { viewport: { width: 360, height: 740 } })
    const [url = '', body] = [page.url().split('#')[0], await page.content()]
    await copy.route(url, (route) => route.fulfill({ body, contentType: 'text/html; charset=utf-8' }))
    await copy.goto(url)
    const titleOf = (one: Page) => one.getByRole('heading', { level: 1 }).textContent()
    assert.equal(await titleOf(copy), await titleOf(page))
    for (const colorScheme of ['light', 'dark'] as const) {
      await copy.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      const found = await accessibilityFindings(copy, { coloursOnly: colorScheme === 'dark' })
      assert.deepEqual(found, [], `${name} ${colorScheme}`)
      const over = await copy.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
      assert.ok(over <= 0, `${name} is ${over} px too wide`)
      const folder = process.env.SCREENSHOTS
      if (folder !== undefined)
        await copy.screenshot({ path: `${folder}/${language}-${name}-${colorScheme}.png`, fullPage: true })
    }
    await copy.context().close()
  }
