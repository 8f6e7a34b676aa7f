import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { chromiumPath } from './needs.ts'

/** Generous, since the machine may be busy; nothing waits for it when all is well. */
export const patienceMs = 60_000

export const launchBrowser = (): Promise<Browser> => {
  if (chromiumPath === undefined) throw new Error('CHROMIUM is not set')
  return chromium.launch({ executablePath: chromiumPath, args: ['--no-sandbox'] })
}

/** A page of a new visitor. What a script throws on it is kept in `problems`. */
export const newVisitor = async (
  browser: Browser,
  options: BrowserContextOptions = {},
): Promise<{ readonly page: Page; readonly problems: readonly string[] }> => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options })
  context.setDefaultTimeout(patienceMs)
  const page = await context.newPage()
  const problems: string[] = []
  page.on('pageerror', (error) => problems.push(error.message))
  page.on('console', (message) => {
    // A question that the server refuses is part of some stories.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
      problems.push(message.text())
  })
  return { page, problems }
}
