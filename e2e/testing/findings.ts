import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'

/** Whether the page reads well in both schemes, narrow and wide. A picture of each, where a folder is given for them. */
export const findingsOn = async (page: Page, name = new URL(page.url()).pathname.replaceAll('/', '-')) => {
  const findings: string[] = []
  for (const colorScheme of ['light', 'dark'] as const)
    for (const width of [360, 1280]) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      await page.setViewportSize({ width, height: 900 })
      const { violations } = await new AxeBuilder({ page }).analyze()
      findings.push(
        ...violations.map(({ id, nodes }) => `${page.url()} ${colorScheme} ${width}: ${id} ${nodes[0]?.html}`),
      )
      const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
      if (over > 0) findings.push(`${page.url()} ${width}: ${over} px too wide`)
      const folder = process.env.SCREENSHOTS
      if (folder !== undefined)
        await page.screenshot({ path: join(folder, `${name}-${colorScheme}-${width}.png`), fullPage: true })
    }
  return findings
}
