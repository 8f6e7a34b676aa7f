import assert from 'node:assert/strict'
import { test } from 'node:test'
import { accessibilityFindings } from './accessibility.ts'
import { launchBrowser, newVisitor } from './browser.ts'
import { withoutBrowser } from './needs.ts'

/** Its text can be read in light, not in dark; its picture has no words. */
const bad = `<!doctype html><html lang="en"><title>Bad</title><main><h1>Bad</h1><p>Hardly to be read</p><img src="data:,"></main>
<style>@media (prefers-color-scheme: dark) { body { background: #111; color: #222 } }</style></html>`

test('a look at the colours alone finds what cannot be read in dark, and nothing that it leaves to the whole look', {
  skip: withoutBrowser,
}, async () => {
  const browser = await launchBrowser()
  try {
    const { page } = await newVisitor(browser, { colorScheme: 'light' })
    await page.setContent(bad)
    const rulesIn = (found: readonly string[]) => [...new Set(found.map((finding) => finding.split(' ')[0]))]
    assert.deepEqual(rulesIn(await accessibilityFindings(page)), ['image-alt'])
    await page.emulateMedia({ colorScheme: 'dark' })
    assert.deepEqual(rulesIn(await accessibilityFindings(page, { coloursOnly: true })), ['color-contrast'])
  } finally {
    await browser.close()
  }
})
