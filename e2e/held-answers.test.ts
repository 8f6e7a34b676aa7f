import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { launchBrowser } from './testing/browser.ts'
import { type BuiltWorld, createBuiltWorld } from './testing/built-world.ts'
import { findingsOn } from './testing/findings.ts'
import { withoutBrowser } from './testing/needs.ts'
import { type Words, wordsIn } from './testing/words.ts'

const things = {
  en: ['first aid certificate', 'basic French', 'fluent French', 'work permit for Uganda'],
  es: ['certificado de primeros auxilios', 'francés básico', 'francés fluido', 'permiso de trabajo para Uganda'],
} as const
/** What is typed, and how a paper and a language of it read then. */
const more = {
  en: ['forklift and I speak a little German', 'forklift licence', 'basic German'],
  es: ['montacargas y hablo un poco de alemán', 'licencia de montacargas', 'alemán básico'],
} as const

describe('what a person said that they have', { skip: withoutBrowser }, () => {
  let browser: Browser
  let built: BuiltWorld
  before(async () => {
    ;[browser, built] = await Promise.all([launchBrowser(), createBuiltWorld()])
  })
  after(async () => {
    await browser?.close()
    await built?.[Symbol.asyncDispose]()
  })

  for (const language of ['en', 'es'] as const)
    test(`reads well on the page of answers, and is changed, taken back and added without JavaScript (${language})`, async () => {
      const words = await wordsIn(language)
      await sayHeld(built)
      const address = `${built.url}/me/profile?lang=${language}`
      const looking = await built.contextOf(browser, 'person', { locale: language })
      const looked = await looking.newPage()
      await looked.goto(address)
      await looked.locator('#languages').getByText(words.say('web.me.profile.change')).click()
      assert.deepEqual(await findingsOn(looked, `held-${language}`), [])
      await addUnread(looked, words, more[language][0])
      assert.deepEqual(await findingsOn(looked, `held-unread-${language}`), [])
      await looking.close()
      const context = await built.contextOf(browser, 'person', { locale: language, javaScriptEnabled: false })
      const page = await context.newPage()
      await page.goto(address)
      await changeAll(page, words, things[language])
      const { profile } = (await built.world.store.get('people', built.everyone.side.personId))?.doc ?? {}
      assert.deepEqual(
        [profile?.licences, profile?.languages, profile?.workPermits, profile?.skills],
        [[], [{ language: 'fr', level: 'fluent' }], [], ['grilling', 'baking-bread']],
      )
      await addMore(page, words, more[language])
      await context.close()
    })
})

/** As if they had said so while they applied. */
const sayHeld = async ({ world, everyone }: BuiltWorld): Promise<void> => {
  const person = await world.store.get('people', everyone.side.personId)
  assert.ok(person)
  const profile = {
    ...person.doc.profile,
    licences: [{ licence: 'first-aid' as const, held: true }],
    languages: [{ language: 'fr', level: 'basic' as const }],
    skills: ['grilling', 'baking-bread'],
    workPermits: [{ country: 'UG', held: true }],
  }
  await world.put({ op: 'put', collection: 'people', expected: person.revision, doc: { ...person.doc, profile } })
}

const changeAll = async (
  page: Page,
  { say }: Words,
  [paper, spoken, better, permit]: readonly [string, string, string, string],
): Promise<void> => {
  for (const thing of [paper, permit]) {
    await page.getByRole('button', { name: `${say('web.me.profile.take-back')}: ${thing}` }).click()
    await page.getByRole('status').waitFor()
    assert.equal(await page.getByText(thing, { exact: true }).count(), 0)
  }
  const languages = page.locator('#languages')
  await languages.getByText(spoken, { exact: true }).first().waitFor()
  await languages.getByText(say('web.me.profile.change')).click()
  await languages.getByRole('radio', { name: say('option.level.fluent') }).check()
  await languages.getByRole('button', { name: say('web.me.profile.save') }).click()
  await languages.getByText(better, { exact: true }).first().waitFor()
}

/** One thing is not understood: what was typed stands there to be mended. */
const addUnread = async (page: Page, words: Words, typed: string): Promise<void> => {
  await typeMore(page, words, `${typed}, blorptag`)
  const told = words.upTo('bot.profile.held-unread', { said: 'blorptag' })
  await page.locator('#add').getByText(told).waitFor()
  assert.equal(await page.getByLabel(words.say('web.me.profile.held.add.label')).inputValue(), `${typed}, blorptag`)
}

const addMore = async (
  page: Page,
  words: Words,
  [typed, paper, spoken]: readonly [string, string, string],
): Promise<void> => {
  await addUnread(page, words, typed)
  for (const thing of [paper, spoken]) assert.equal(await page.getByText(thing, { exact: true }).count(), 0)
  await typeMore(page, words, typed)
  await page.getByRole('status').waitFor()
  for (const thing of [paper, spoken]) await page.getByText(thing, { exact: true }).first().waitFor()
}

const typeMore = async (page: Page, { say }: Words, text: string): Promise<void> => {
  await page.getByLabel(say('web.me.profile.held.add.label')).fill(text)
  await page.getByRole('button', { name: say('web.me.profile.held.add.button'), exact: true }).click()
}
