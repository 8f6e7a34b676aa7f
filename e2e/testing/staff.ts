import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Page } from 'playwright-core'
import { codeAt } from '../../apps/server/src/testing/authenticator.ts'
import type { TestServer } from './server.ts'
import type { Words } from './words.ts'

const run = promisify(execFile)
const command = join(import.meta.dirname, '../../apps/server/src/commands/staff.ts')

export const staffPassword = 'green kettles hum softly'

/** Adds one of the staff from the command line; their one-time link. */
export const addStaff = async (server: TestServer, name: string, role: string): Promise<string> => {
  const { stdout } = await run(process.execPath, [command, 'add', `${name.toLowerCase()}@example.org`, name, role], {
    env: server.env,
  })
  return stdout.match(/http\S+/)?.[0] ?? ''
}

/** Follows a one-time link up to the first screen of the role; the secret of the authenticator app. `look`: at each page on the way. */
export const enrol = async (
  page: Page,
  { link, words }: { readonly link: string; readonly words: Words },
  look: () => Promise<void> = async () => undefined,
): Promise<string> => (await enrolWithCodes(page, { link, words }, look)).secret

/** The same, with the recovery codes that the last page tells once. */
export const enrolWithCodes = async (
  page: Page,
  { link, words }: { readonly link: string; readonly words: Words },
  look: () => Promise<void> = async () => undefined,
): Promise<{ readonly secret: string; readonly codes: readonly string[] }> => {
  await page.goto(link)
  const secret = (await page.locator('code').textContent()) ?? ''
  await look()
  await page.getByLabel(words.say('web.operator.enrol.password'), { exact: true }).fill(staffPassword)
  await page.getByLabel(words.say('web.operator.enrol.code')).fill(codeAt(Date.now(), secret))
  await page.getByRole('button', { name: words.say('web.operator.enrol.submit') }).click()
  await page.getByRole('heading', { name: words.say('web.operator.recovery.title') }).waitFor()
  await look()
  const codes = await page.locator('main code').allTextContents()
  await page.getByRole('link', { name: words.say('web.operator.recovery.done') }).click()
  return { secret, codes }
}
