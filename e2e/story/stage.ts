import type { Browser, Page } from 'playwright-core'
import { newVisitor } from '../testing/browser.ts'
import { addPerson, type TestPhone } from '../testing/phone.ts'
import { type Words, wordsIn } from '../testing/words.ts'
import type { Cast } from './cast.ts'

/** Everything that an act of the story needs. The phones are on one page, the employer has a browser of their own. */
export type Stage = {
  readonly url: string
  readonly cast: Cast
  readonly words: Words
  readonly phones: Page
  readonly employer: Page
  readonly first: TestPhone
  /** What went wrong in a script of any page. */
  readonly problems: () => readonly string[]
  readonly close: () => Promise<void>
}

/** Opens the simulator and adds the first person. */
export const openStage = async (options: {
  readonly browser: Browser
  readonly url: string
  readonly language: string
  readonly cast: Cast
}): Promise<Stage> => {
  const { browser, url, language, cast } = options
  const [words, phones, employer] = await Promise.all([
    wordsIn(language),
    newVisitor(browser),
    newVisitor(browser, { locale: language }),
  ])
  await phones.page.goto(`${url}/simulator/`)
  const first = await addPerson(phones.page, cast.first)
  return {
    url,
    cast,
    words,
    phones: phones.page,
    employer: employer.page,
    first,
    problems: () => [...phones.problems, ...employer.problems],
    close: async () => {
      await Promise.all([phones, employer].map(({ page }) => page.context().close()))
    },
  }
}
