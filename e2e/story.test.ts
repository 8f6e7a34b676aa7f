import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Browser } from 'playwright-core'
import { closeALaterJob, comparePerson, moveToHired, openApplicant } from './story/answers.ts'
import { casts } from './story/cast.ts'
import {
  applyWithWarning,
  compareCard,
  inviteFirst,
  postTheJob,
  readTheAlert,
  registerFirst,
} from './story/first-steps.ts'
import { arriveFromTheJobPage, refusalIn, refuseAndUndo, stop } from './story/second-person.ts'
import { openStage } from './story/stage.ts'
import { launchBrowser } from './testing/browser.ts'
import { withoutBrowser, withoutMongod } from './testing/needs.ts'
import { type StoreKind, startTestServer, type TestServer } from './testing/server.ts'

const stores: readonly { readonly store: StoreKind; readonly skip: string | false }[] = [
  { store: 'sqlite', skip: withoutBrowser },
  { store: 'mongodb', skip: withoutMongod },
]

for (const { store, skip } of stores)
  describe(`from "Hi" to hired on ${store}`, { skip }, () => {
    let browser: Browser
    let server: TestServer
    before(async () => {
      ;[browser, server] = await Promise.all([launchBrowser(), startTestServer({ store })])
    })
    after(async () => {
      await browser?.close()
      await server?.[Symbol.asyncDispose]()
    })

    for (const language of ['en', 'es'] as const)
      test(`who says Hi is told of a job, why it fits, and each step until hired (${language})`, async () => {
        const stage = await openStage({ browser, url: server.url, language, cast: casts[language] })
        await registerFirst(stage)
        await postTheJob(stage)
        const why = await readTheAlert(stage)
        await compareCard(stage, why)
        if (stage.cast.invited) await inviteFirst(stage)
        await applyWithWarning(stage)
        await openApplicant(stage, stage.cast.first)
        await comparePerson(stage, why)
        await moveToHired(stage)
        const second = await arriveFromTheJobPage(stage)
        await openApplicant(stage, stage.cast.second)
        await refuseAndUndo(stage, second)
        const before = await stop(second, stage)
        await closeALaterJob(stage)
        assert.deepEqual(await second.messages(), before, 'nothing comes after STOP')
        assert.ok(!before.some((message) => message.includes(refusalIn(stage))))
        assert.deepEqual(stage.problems(), [])
        await stage.close()
      })
  })
