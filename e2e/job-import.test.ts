import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { after, before, describe, test } from 'node:test'
import type { Browser, Locator, Page } from 'playwright-core'
import { casts } from './story/cast.ts'
import { accessibilityFindings } from './testing/accessibility.ts'
import { launchBrowser, newVisitor } from './testing/browser.ts'
import { signIn } from './testing/employer.ts'
import { withoutBrowser } from './testing/needs.ts'
import { startTestServer, type TestServer } from './testing/server.ts'
import { type Words, wordsIn } from './testing/words.ts'

/** A spreadsheet with a job that is clear, one with a typing error, one that names no occupation, one to leave out, one that is wrong. */
const files = {
  en: [
    'Job title,Description,City,Salary (KES per day),Days,Hours,Licences,Boss',
    'Cook,"Cook lunch, with two others.",Thika,"1,200",Mon-Fri,7-15,food hygiene,Amina',
    'securty gard,Guard the gate.,Thika,900-1100,Sat-Sun,nights,,',
    'Zzyzx person,Do this and that.,Thika,1000,,,,',
    'Waiter,Serve guests.,Thika,800,,,,',
    '=Driver,Drive.,Thika,lots,,,,',
  ],
  es: [
    'Puesto;Descripción;Ciudad;Sueldo (MXN por día);Días;Horas;Licencias;Jefe',
    'Cocinera;Cocina el almuerzo.;Toluca;450;lun-vie;7-15;manipulación de alimentos;Ana',
    'albañl;Levanta muros.;Toluca;500-600;sáb, dom;mañanas;;',
    'Persona zzyzx;Hace esto y aquello.;Toluca;400;;;;',
    'Mesero;Atiende mesas.;Toluca;400;;;;',
    '=Chofer;Maneja.;Toluca;mucho;;;;',
  ],
} as const
const zzyzx = { en: 'Zzyzx person', es: 'Persona zzyzx' } as const
const searched = { en: 'cleaner', es: 'limpieza' } as const

describe('an employer whose jobs stand in a spreadsheet', { skip: withoutBrowser }, () => {
  let browser: Browser
  let server: TestServer
  before(async () => {
    ;[browser, server] = await Promise.all([launchBrowser(), startTestServer({ store: 'sqlite' })])
  })
  after(async () => {
    await browser?.close()
    await server?.[Symbol.asyncDispose]()
  })

  for (const language of ['en', 'es'] as const)
    for (const [width, colorScheme] of [
      [1280, 'light'],
      [360, 'dark'],
    ] as const)
      test(`imports them, mends a guess, and makes each once (${language}, ${width}, ${colorScheme})`, async () => {
        const words = await wordsIn(language)
        const options = { locale: language, colorScheme, viewport: { width, height: 800 } }
        const { page, problems } = await newVisitor(browser, options)
        const look = (name: string) => withoutFindings(page, `${language}-${width}-${name}`)
        await signIn(page, words, { url: server.url, ...casts[language].account })
        // Told apart from what the other walks made: the same line makes one job.
        const file = files[language].map((line, at) =>
          at === 0 ? line : line.replace(/^[^,;]+/, (title) => `${title} ${width}`),
        )
        await openImport(page, words, look)
        await refuseOthers(page, words, look)
        await choose(page, words, 'jobs.csv', `\ufeff${file.join('\r\n')}`)
        await check(page, words, { language, look })
        await make(page, words, 'web.import.publish', 3)
        await page.getByRole('heading', { level: 1, name: words.say('web.import.done', { count: 3 }) }).waitFor()
        await look('result')
        const failed = await download(page, words.say('web.import.failed-file'))
        assert.match(
          failed,
          new RegExp(`"'${language === 'en' ? '=Driver' : '=Chofer'} ${width}"`),
          'no formula is written',
        )
        assert.match(failed, new RegExp(`"${words.say('web.import.reason')}"`))
        assert.equal(failed.trim().split('\r\n').length, 2)
        await page.getByRole('link', { name: words.say('web.state.to-jobs'), exact: true }).click()
        await page
          .getByRole('link', { name: `${zzyzx[language]} ${width}` })
          .first()
          .waitFor()
        await again(page, words, file)
        const own = (await titlesIn(page)).filter((title) => title.endsWith(` ${width}`))
        assert.deepEqual(own.toSorted(), [...new Set(own)].toSorted(), 'none was made twice')
        assert.equal(own.length, 4)
        assert.deepEqual(problems, [])
        await page.context().close()
      })

  test('the sample that one downloads is read without a question', async () => {
    for (const language of ['en', 'es'] as const) {
      const words = await wordsIn(language)
      const { page } = await newVisitor(browser, { locale: language })
      await signIn(page, words, { url: server.url, ...casts[language].account })
      await page.getByRole('link', { name: words.say('web.jobs.import'), exact: true }).click()
      await choose(page, words, 'sample.csv', await download(page, words.say('web.import.sample')))
      await page.getByText(words.say('web.import.counts', { ready: 1, check: 0, stopped: 0, left: 0 })).waitFor()
      await page.context().close()
    }
  })

  test('the whole way can be gone with the keyboard alone', async () => {
    const words = await wordsIn('en')
    const { page } = await newVisitor(browser, { locale: 'en' })
    await signIn(page, words, { url: server.url, ...casts.en.account })
    await page.getByRole('link', { name: words.say('web.jobs.import'), exact: true }).focus()
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: words.say('web.import.title') }).waitFor()
    await page.setInputFiles(
      '#file',
      fileOf('keys.csv', [...files.en.slice(0, 2), 'gard securty,Guard a door.,Thika,950,,,,'].join('\n')),
    )
    await page.getByRole('button', { name: words.say('web.import.read') }).focus()
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: words.say('web.import.check', { count: 2 }) }).waitFor()
    assert.equal(await page.evaluate(() => document.activeElement?.id), 'main')
    const right = page.getByRole('button', { name: words.say('web.import.right') }).first()
    await right.focus()
    await page.keyboard.press('Enter')
    await page.getByText(words.say('web.import.counts', { ready: 2, check: 0, stopped: 0, left: 0 })).waitFor()
    await page.getByRole('button', { name: words.say('web.import.drafts', { count: 2 }) }).focus()
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: words.say('web.import.done', { count: 2 }) }).waitFor()
    await page.context().close()
  })
})

type Look = (name: string) => Promise<void>

const openImport = async (page: Page, { say }: Words, look: Look): Promise<void> => {
  await page.getByRole('link', { name: say('web.jobs.import'), exact: true }).click()
  await page.getByRole('heading', { level: 1, name: say('web.import.title'), exact: true }).waitFor()
  await page.getByText(say('web.import.columns'), { exact: true }).click()
  await look('choose')
}

/** Nothing chosen, and a workbook: each is said in words, with the focus on it. */
const refuseOthers = async (page: Page, words: Words, look: Look): Promise<void> => {
  const alert = page.getByRole('alert')
  await page.getByRole('button', { name: words.say('web.import.read') }).click()
  await alert.getByText(words.say('form.error.required')).waitFor()
  await choose(page, words, 'jobs.xlsx', 'PK\u0003\u0004')
  await alert.getByText(words.say('form.error.workbook')).waitFor()
  assert.ok(await alert.evaluate((node) => node === document.activeElement))
  await look('refused')
}

const fileOf = (name: string, content: string) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(content) })

const choose = async (page: Page, { say }: Words, name: string, content: string): Promise<void> => {
  await page.setInputFiles('#file', fileOf(name, content))
  await page.getByRole('button', { name: say('web.import.read') }).click()
}

const lineOf = (page: Page, { say }: Words, line: number): Locator =>
  page
    .getByRole('listitem')
    .filter({ has: page.getByRole('heading', { name: new RegExp(`^${say('web.import.line', { line })} `) }) })

/** Looks at what was understood, chooses an occupation, leaves a line out. */
const check = async (page: Page, words: Words, of: { language: 'en' | 'es'; look: Look }): Promise<void> => {
  const { say } = words
  const counts = (ready: number, check: number, stopped: number, left: number) =>
    page.getByText(say('web.import.counts', { ready, check, stopped, left })).waitFor()
  await page.getByRole('heading', { level: 1, name: say('web.import.check', { count: 5 }) }).waitFor()
  await counts(2, 1, 2, 0)
  await lineOf(page, words, 3).getByText(say('web.import.sureness.check')).waitFor()
  await of.look('check')
  const wrong = lineOf(page, words, 6)
  await wrong.getByText(say('form.mend.pay')).waitFor()
  const unknown = lineOf(page, words, 4)
  await unknown.getByRole('combobox', { name: say('web.form.occupation'), exact: true }).fill(searched[of.language])
  await page.getByRole('option').first().click()
  await lineOf(page, words, 5)
    .getByRole('button', { name: say('web.import.leave-out', { line: 5 }) })
    .click()
  await counts(2, 1, 1, 1)
  await of.look('checked')
}

const make = async (page: Page, { say }: Words, key: string, count: number): Promise<void> => {
  await page.getByRole('button', { name: say(key, { count }) }).click()
  const dialog = page.getByRole('dialog', { name: say('web.import.confirm', { count }) })
  await dialog.getByRole('button', { name: say('web.form.publish-now'), exact: true }).click()
}

/** Of all jobs of the organisation that the page is about. */
const titlesIn = (page: Page): Promise<readonly string[]> =>
  page.evaluate(async () => {
    const organisationId = /org_[0-9a-z]{26}/.exec(location.href)?.[0]
    const answer = await fetch(`/api/v1/organisations/${organisationId}/jobs?limit=100`)
    const { items }: { items: { title: string }[] } = await answer.json()
    return items.map(({ title }) => title)
  })

/** The same file once more, with the same choices. */
const again = async (page: Page, words: Words, file: readonly string[]): Promise<void> => {
  const { say } = words
  await page.getByRole('link', { name: say('web.jobs.import'), exact: true }).click()
  await choose(page, words, 'jobs.csv', `\ufeff${file.join('\r\n')}`)
  await page.getByRole('heading', { level: 1, name: say('web.import.check', { count: 5 }) }).waitFor()
  await make(page, words, 'web.import.publish', 3)
  await page.getByText(say('web.import.failed', { count: 2 })).waitFor()
}

const download = async (page: Page, name: string): Promise<string> => {
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name, exact: true }).click(),
  ])
  return readFile(await file.path(), 'utf8')
}

/** A picture of each, where a folder is given for them. */
const withoutFindings = async (page: Page, name: string): Promise<void> => {
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), name)
  const folder = process.env.SCREENSHOTS
  if (folder !== undefined) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true })
  assert.deepEqual(await accessibilityFindings(page), [], name)
}
