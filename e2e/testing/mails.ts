import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'

type Sought = { readonly url: string; readonly to: string; readonly subject?: string }

/**
 * The address in the newest mail to somebody, as the simulator shows it, which `page` opens; of several, the one that has
 * `path` in it. A newer mail folds it, so it is read, not pressed.
 */
export const linkOfMail = async (page: Page, { url, to, subject = '' }: Sought, path = 'http'): Promise<string> => {
  await page.goto(`${url}/simulator/`)
  const link = page.locator(`a[href*="${path}"]`)
  const mail = page.getByRole('listitem').filter({ hasText: to }).filter({ hasText: subject }).filter({ has: link })
  await mail.first().waitFor()
  const address = await mail.first().locator(link).first().getAttribute('href')
  assert.ok(address)
  return address
}

/** Opens it in a page of its own. */
export const openMail = async (page: Page, sought: Sought): Promise<Page> => {
  const address = await linkOfMail(page, sought)
  const opened = await page.context().newPage()
  await opened.goto(address)
  return opened
}
