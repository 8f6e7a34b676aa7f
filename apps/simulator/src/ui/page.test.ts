import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { after, before, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { AxeBuilder } from '@axe-core/playwright'
import { type Browser, chromium, type Page } from 'playwright-core'
import { ids, type Rig, startRig } from '../testing/rig.ts'
import type { Phone } from '../world/types.ts'

const uiDist = fileURLToPath(new URL('../../dist/client', import.meta.url))
const executablePath = process.env.CHROMIUM
const skip =
  executablePath === undefined ? 'CHROMIUM is not set' : existsSync(uiDist) ? false : 'the simulator is not built'

let browser: Browser
let rig: Rig
before(async () => {
  if (skip !== false || executablePath === undefined) return
  browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] })
  rig = await startRig({ uiDist })
})
after(async () => {
  await browser?.close()
  await rig?.[Symbol.asyncDispose]()
})

const open = async (width: number, colorScheme: 'light' | 'dark', query = ''): Promise<Page> => {
  const context = await browser.newContext({ viewport: { width, height: 800 }, colorScheme })
  const page = await context.newPage()
  await page.goto(`${rig.simulator.url}/simulator/${query}`)
  await page.getByRole('heading', { level: 1 }).waitFor()
  return page
}

const offer = (phone: Phone) =>
  rig.graph(`/${ids.number}/messages`, {
    body: {
      messaging_product: 'whatsapp',
      recipient: phone.userId,
      type: 'interactive',
      interactive: {
        type: 'list',
        body: { text: 'Two jobs fit.' },
        action: { button: 'See jobs', sections: [{ rows: [{ id: 'cook', title: 'Cook', description: '3 km' }] }] },
      },
    },
  })

test('with the keyboard alone a person is added, says Hi and taps a row', { skip }, async () => {
  const page = await open(360, 'light')
  await page.getByRole('button', { name: 'Add a person' }).press('Enter')
  await page.getByLabel('Name', { exact: true }).fill('Amina')
  await page.getByLabel('Name', { exact: true }).press('Enter')
  const composer = page.getByLabel('Message from Amina')
  await composer.fill('Hi')
  await composer.press('Enter')
  assert.equal(Object((await rig.event((event) => event.type === 'text')).text).body, 'Hi')
  const phone = rig.simulator.control.world.phones.values().next().value
  assert.ok(phone)
  await offer(phone)
  await page.getByRole('button', { name: 'See jobs' }).press('Enter')
  await page.getByRole('button', { name: 'Cook 3 km' }).press('Enter')
  const tapped = await rig.event((event) => event.type === 'interactive')
  assert.deepEqual(Object(tapped.interactive).list_reply, { id: 'cook', title: 'Cook', description: '3 km' })
  assert.equal(await page.getByRole('dialog').count(), 0)
  await page.context().close()
})

test('a link with a text opens the chat with the text written', { skip }, async () => {
  rig.phone({ name: 'Grace' })
  const page = await open(360, 'light', '?phone=15550100000&text=JOB%20K7F2')
  assert.equal(await page.getByPlaceholder('Write a message').inputValue(), 'JOB K7F2')
  await page.context().close()
})

for (const [width, scheme] of [
  [360, 'light'],
  [1280, 'dark'],
] as const) {
  test(`the page and its dialogs have no accessibility finding at ${width} px, ${scheme}`, { skip }, async () => {
    const phone = rig.phone({ name: 'Joseph', waId: `2547000${width}` })
    rig.simulator.control.people.write(phone, 'Hola')
    await offer(phone)
    const page = await open(width, scheme)
    for (const name of ['See jobs', /^Options/, 'Send something else', 'Add a person']) {
      await page.getByRole('button', { name }).first().click()
      assert.deepEqual((await new AxeBuilder({ page }).include('dialog').analyze()).violations, [])
      await page.getByRole('button', { name: 'Close' }).click()
    }
    await openPanels(page)
    assert.deepEqual((await new AxeBuilder({ page }).analyze()).violations, [])
    await page.context().close()
  })
}

test('nothing scrolls sideways from 320 px on', { skip }, async () => {
  for (const width of [320, 360, 800, 1280]) {
    const page = await open(width, 'light')
    await openPanels(page)
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth))
    await page.context().close()
  }
})

const openPanels = async (page: Page): Promise<void> => {
  for (const title of ['Faults', 'Webhooks', 'Templates']) {
    const summary = page.locator('summary').filter({ hasText: title }).first()
    if (!(await summary.evaluate((node) => node.parentElement?.hasAttribute('open')))) await summary.click()
  }
}
