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
    test(`reads well on the page of answers, and is changed and taken back without JavaScript (${language})`, async () => {
      const words = await wordsIn(language)
      await sayHeld(built)
      const address = `${built.url}/me/profile?lang=${language}`
      const looking = await built.contextOf(browser, 'person', { locale: language })
      const looked = await looking.newPage()
      await looked.goto(address)
      await looked.locator('#languages').getByText(words.say('web.me.profile.change')).click()
      assert.deepEqual(await findingsOn(looked, `held-${language}`), [])
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
