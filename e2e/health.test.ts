import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { openKeyFile } from '@rolecall/adapters/keys/key-file'
import type { Change } from '@rolecall/core/ports/store'
import { openStore } from '@rolecall/store/open-store'
import type { Browser } from 'playwright-core'
import { launchBrowser, newVisitor } from './testing/browser.ts'
import { findingsOn } from './testing/findings.ts'
import { withoutBrowser } from './testing/needs.ts'
import { startTestServer, type TestServer } from './testing/server.ts'
import { addStaff, enrol } from './testing/staff.ts'
import { type Words, wordsIn } from './testing/words.ts'

describe('the page of how the installation does', { skip: withoutBrowser }, () => {
  let browser: Browser
  let server: TestServer
  before(async () => {
    ;[browser, server] = await Promise.all([
      launchBrowser(),
      // The authenticator and the server look at the same clock.
      startTestServer({ store: 'sqlite', env: { CLOCK_SHIFT_MS: '0' } }),
    ])
    await commitTo(server, troubles(Date.now()))
  })
  after(async () => {
    await browser?.close()
    await server?.[Symbol.asyncDispose]()
  })

  const at = async (words: Words, name: string, role: 'administrator' | 'auditor' | 'support') => {
    const { page, problems } = await newVisitor(browser, { locale: words.language })
    await enrol(page, { words, link: await addStaff(server, `${name}-${words.language}`, role) })
    await page.getByRole('link', { name: words.say('web.operator.health.title'), exact: true }).click()
    await page.getByRole('heading', { level: 2, name: words.say('web.operator.health.instances') }).waitFor()
    return { page, problems }
  }

  test('an administrator sees what waits, who is there and what was billed, and tries again what was given up', async () => {
    const words = await wordsIn('en')
    const { say } = words
    const { page, problems } = await at(words, 'Root', 'administrator')
    const table = (title: string) =>
      page.getByRole('region', { name: say('web.operator.health.table', { title: say(title) }) })
    await table('web.operator.health.instances')
      .getByText(say('web.operator.health.role-name', { role: 'all' }))
      .waitFor()
    await page.getByText(say('web.operator.health.people-open', { count: 1 })).waitFor()
    await page.getByText(say('web.operator.health.quality', { quality: 'green' })).waitFor()
    const prices = table('web.operator.health.priced-title')
    await prices.getByText(say('web.operator.health.price-name', { type: 'regular' })).waitFor()
    assert.equal(await prices.getByText('12').count(), 1)
    await page.getByText(say('web.operator.health.span-name', { span: 'week' })).click()
    assert.equal(await prices.getByText('112').count(), 1)
    assert.deepEqual(await findingsOn(page, 'health-administrator'), [])

    const label = (id: string) => say('web.operator.health.retry-label', { id })
    await page.getByText('TypeError at send').waitFor()
    await page.getByRole('button', { name: label('deliver:out_gone') }).focus()
    await page.keyboard.press('Enter')
    await page.getByText(say('web.operator.health.retried', { id: 'deliver:out_gone' })).waitFor()
    await page.getByRole('button', { name: label('deliver:out_gone') }).waitFor({ state: 'detached' })
    assert.equal(await page.getByRole('button', { name: label('message:erased') }).count(), 0)
    assert.deepEqual(problems, [])
  })

  test('an auditor reads it in their language, and finds who tried what again; support is led to who waits', async () => {
    const words = await wordsIn('es')
    const { say } = words
    const auditor = await at(words, 'Audra', 'auditor')
    await auditor.page.getByText(say('web.operator.health.erased')).waitFor()
    assert.equal(await auditor.page.getByRole('button', { name: say('web.operator.health.retry') }).count(), 0)
    assert.deepEqual(await findingsOn(auditor.page, 'health-auditor-es'), [])
    await auditor.page.goto(`${server.url}/operator/log?of=deliver:out_gone`)
    await auditor.page.getByText('task.retry').waitFor()

    const support = await at(words, 'Sam', 'support')
    assert.equal(await support.page.getByText(say('web.operator.health.given-up')).count(), 0)
    await support.page.getByRole('link', { name: say('web.operator.health.to-cases') }).click()
    await support.page.getByRole('heading', { level: 1, name: say('web.cases.title') }).waitFor()
    assert.deepEqual([...auditor.problems, ...support.problems], [])
  })
})

const commitTo = async ({ env }: TestServer, changes: readonly Change[]): Promise<void> => {
  const keys = await openKeyFile(env.KEY_FILE ?? '')
  await using store = await openStore({ url: env.DATABASE_URL ?? '', keys, clock: { now: Date.now } })
  assert.equal((await store.commit(changes)).outcome, 'committed')
}

const troubles = (now: number): readonly Change[] => {
  const dayMs = 86_400_000
  const priced = (count: number) => [{ template: 'job_alert', category: 'marketing', type: 'regular', count }]
  const deliveries = [
    { template: 'job_alert', category: 'alert', outcome: 'accepted', count: 120 },
    { template: 'job_alert', category: 'alert', outcome: 'delivered', count: 110 },
    { template: 'none', category: 'reply', outcome: 'accepted', count: 5000 },
  ]
  const dead = {
    queue: 'deliver',
    kind: 'deliver',
    keyOwner: 'acc_gone',
    state: 'dead',
    attempts: 10,
    order: now,
  } as const
  return [
    put('tallies', { id: 'other:now', hour: now - (now % 3_600_000), deliveries, priced: priced(12) }),
    put('tallies', { id: 'other:old', hour: now - 3 * dayMs, deliveries, priced: priced(100) }),
    put('cases', { id: 'cas_one', accountId: 'acc_one', reason: 'asked', state: 'open', at: now - 600_000 }),
    put('tasks', {
      ...dead,
      id: 'deliver:out_gone',
      lane: 'a',
      error: 'TypeError at send (deliver.ts:59:7)',
      dueAt: now,
      at: now,
    }),
    put('tasks', {
      ...dead,
      id: 'message:erased',
      lane: 'b',
      error: 'its data key was destroyed',
      dueAt: now,
      at: now,
    }),
  ]
}

const put = <C extends Put['collection']>(collection: C, doc: Extract<Put, { collection: C }>['doc']): Change =>
  ({ op: 'put', collection, doc, expected: 'absent' }) as Change
type Put = Extract<Change, { op: 'put' }>
