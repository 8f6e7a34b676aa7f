import type { Locator, Page } from 'playwright-core'
import { patienceMs } from './browser.ts'
import { plain } from './words.ts'

/** Somebody's phone on the simulator's page. */
export type TestPhone = {
  /** Writes and sends. */
  say(text: string): Promise<void>
  /** Sends what already stands on the line. */
  send(): Promise<void>
  /** What stands on the line to write on. */
  draft(): Promise<string>
  /** Presses the newest button of that name. */
  press(title: string): Promise<void>
  /** Opens the newest list of that name and gives its rows, by their names. */
  open(list: string): Promise<Locator>
  /** Opens a list and takes the row whose name begins so. */
  choose(list: string, row: string): Promise<void>
  /** Waits for a message, newer than those heard before, that has these words; gives its lines. */
  hears(words: string): Promise<readonly string[]>
  /** All messages of the chat so far, without their time and ticks. */
  messages(): Promise<readonly string[]>
}

/** Adds a person with a phone number on the simulator's page. The dialog may be open already. */
export const addPerson = async (page: Page, person: { name: string; number: string }): Promise<TestPhone> => {
  const dialog = page.getByRole('dialog', { name: 'Add a person' })
  if (!(await dialog.isVisible())) await page.getByRole('button', { name: 'Add a person' }).click()
  await dialog.getByRole('textbox', { name: 'Name' }).fill(person.name)
  await dialog.getByRole('textbox', { name: 'Phone number' }).fill(person.number)
  await dialog.getByRole('button', { name: 'Add', exact: true }).click()
  return phoneOf(page, person.name)
}

const phoneOf = async (page: Page, name: string): Promise<TestPhone> => {
  const phone = page.getByRole('article', { name, exact: true })
  const log = phone.getByRole('log')
  await log.waitFor()
  const line = phone.getByRole('textbox', { name: `Message from ${name}` })
  const send = () => phone.getByRole('button', { name: 'Send', exact: true }).click()
  const open = async (list: string): Promise<Locator> => {
    await log.getByRole('button', { name: list, exact: true }).last().click()
    return page.getByRole('dialog', { name: list, exact: true })
  }
  let heard = 0
  return {
    send,
    open,
    say: async (text) => {
      await line.fill(text)
      await send()
    },
    draft: () => line.inputValue(),
    press: (title) => log.getByRole('button', { name: title, exact: true }).last().click(),
    choose: async (list, row) => {
      const rows = await open(list)
      await rows.getByRole('button', { name: new RegExp(`^${row.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')}`) }).click()
    },
    hears: async (words) => {
      const found = await hear(log, plain(words), heard)
      heard = found.at + 1
      return found.lines
    },
    messages: async () =>
      (await log.getByRole('listitem').allInnerTexts()).map((text) => plain(text).replace(/ \d\d:\d\d \S+$/, '')),
  }
}

const hear = (log: Locator, words: string, from: number): Promise<{ at: number; lines: readonly string[] }> =>
  log.evaluate(
    (node, { words, from, patienceMs }) =>
      new Promise<{ at: number; lines: string[] }>((resolve, reject) => {
        const flat = (text: string) =>
          text
            .replaceAll(/[\u200e\u200f\u2066-\u2069*]/g, '')
            .replaceAll(/\s+/g, ' ')
            .trim()
        // biome-ignore lint/performance/useDomNodeTextContent: as it is seen, with its lines
        const items = () => [...node.querySelectorAll('li')].map((item) => item.innerText)
        const look = () => {
          const at = items().findIndex((text, index) => index >= from && flat(text).includes(words))
          const found = items()[at]
          if (found === undefined) return
          observer.disconnect()
          clearTimeout(timer)
          resolve({ at, lines: found.split('\n').map(flat).filter(Boolean) })
        }
        const observer = new MutationObserver(look)
        observer.observe(node, { childList: true, subtree: true, characterData: true })
        const timer = setTimeout(() => {
          observer.disconnect()
          reject(new Error(`not heard: "${words}". Since then:\n${items().slice(from).join('\n---\n')}`))
        }, patienceMs)
        look()
      }),
    { words, from, patienceMs },
  )
