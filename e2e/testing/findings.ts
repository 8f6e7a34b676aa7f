import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { accessibilityFindings } from './accessibility.ts'

/** Whether the page reads well in both schemes, narrow and wide. A picture of each, where a folder is given for them. */
export const findingsOn = async (page: Page, name = new URL(page.url()).pathname.replaceAll('/', '-')) => {
  const findings: string[] = []
  for (const colorScheme of ['light', 'dark'] as const)
    for (const width of [360, 1280]) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      await page.setViewportSize({ width, height: 900 })
      const found = await accessibilityFindings(page, { coloursOnly: colorScheme === 'dark' })
      findings.push(...found.map((finding) => `${page.url()} ${colorScheme} ${width}: ${finding}`))
      const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
      if (over > 0) findings.push(`${page.url()} ${width}: ${over} px too wide`)
      const folder = process.env.SCREENSHOTS
      if (folder !== undefined)
        await page.screenshot({ path: join(folder, `${name}-${colorScheme}-${width}.png`), fullPage: true })
    }
  return findings
}
