import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as delay } from 'node:timers/promises'
import { answerOf } from '../cluster/server-member.ts'
import { accountFor, brokenIn } from '../load/account-for.ts'
import { makeCrowd, messageOf } from '../load/crowd.ts'
import { startStorm, told } from '../load/storm.ts'
import { startSqliteStage } from '../stage/sqlite-stage.ts'
import type { Stage } from '../stage/stage.ts'
import type { Fault } from './fault.ts'

const recoverWithinMs = 5000

export const t05: Fault = {
  id: 'T5',
  title: 'The disk of the database (a tmpfs of 16 MB) fills up under load, and is made larger',
  promise:
    '503 problem+json with Retry-After, the process lives, /readyz says 503; it recovers within 5 s without a restart; nothing acknowledged is lost',
  stages: ['sqlite'],
  sabotage: {
    guard: 'readiness that tries to write',
    stage: 'sqlite',
    edits: [
      {
        file: 'packages/store/src/sqlite/engine.ts',
        find: 'if (group.failed())',
        replace: 'if (false)',
      },
    ],
  },
  openStage: async (settings) => {
    await using opening = new AsyncDisposableStack()
    const folder = mkdtempSync(join(tmpdir(), 'rolecall-disk-'))
    opening.defer(() => rmSync(folder, { recursive: true }))
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=16m', 'rolecall', folder])
    opening.defer(() => void execFileSync('umount', ['--lazy', folder]))
    const stage = opening.use(await startSqliteStage(settings, folder))
    const open = opening.move()
    return { ...stage, [Symbol.asyncDispose]: () => open.disposeAsync() }
  },
  run: async (stage) => {
    const crowd = makeCrowd(16)
    const storm = startStorm({ url: stage.url, crowd, pauseMs: 10, text: 'x'.repeat(3000) })
    await until(() => storm.answers.statuses.has(503), 60_000)
    const readiness = await eventually(async () => (await answerOf(`${stage.url}/readyz`)) === 503)
    const alive = await answerOf(`${stage.url}/livez`)
    const refusal = await refusalOf(stage)
    const path = stage.databaseUrl.replace('sqlite:', '')
    execFileSync('mount', ['-o', 'remount,size=256m', join(path, '..')])
    const from = performance.now()
    const back = await eventually(async () => (await answerOf(`${stage.url}/readyz`)) === 200)
    const backMs = performance.now() - from
    await delay(300)
    await storm.stop()
    const account = await accountFor(stage, crowd)
    const database = new DatabaseSync(path, { readOnly: true })
    const whole = database.prepare('pragma integrity_check').get()?.integrity_check === 'ok'
    database.close()
    return {
      times: 1,
      seen: `${told(storm.answers)}; /livez ${alive}; ready again after ${(backMs / 1000).toFixed(1)} s; ${account.acknowledged} acknowledged, ${account.lost.length} lost`,
      broken: [
        ...(readiness ? [] : ['/readyz never said 503']),
        ...(alive === 200 ? [] : [`/livez said ${alive}`]),
        ...(refusal === undefined ? [] : [refusal]),
        ...(back && backMs < recoverWithinMs ? [] : [`it was not ready again within ${recoverWithinMs} ms`]),
        ...(whole ? [] : ['the database is damaged']),
        ...brokenIn(account),
      ],
    }
  },
}

const until = async (holds: () => boolean, withinMs: number): Promise<void> => {
  const deadline = performance.now() + withinMs
  while (!holds()) {
    if (performance.now() > deadline) throw new Error('the disk did not fill up')
    await delay(20)
  }
}

const eventually = async (holds: () => Promise<boolean>): Promise<boolean> => {
  const deadline = performance.now() + 2 * recoverWithinMs
  while (performance.now() < deadline) {
    if (await holds()) return true
    await delay(20)
  }
  return false
}

/** What is wrong with how a webhook that does not fit on the disk is refused; of several, one may just fit. */
const refusalOf = async ({ url }: Stage): Promise<string | undefined> => {
  const [writer] = makeCrowd(1)
  if (writer === undefined) return undefined
  for (let message = 0; message < 200; message += 1) {
    const { body, headers } = messageOf(writer, `wamid.full.${message}`, 'x'.repeat(60_000))
    const answer = await fetch(`${url}/webhooks/whatsapp`, { method: 'POST', body, headers })
    await answer.arrayBuffer()
    if (answer.status === 200) continue
    const type = answer.headers.get('content-type') ?? ''
    const right =
      answer.status === 503 && type.startsWith('application/problem+json') && answer.headers.has('retry-after')
    return right ? undefined : `a webhook was refused with ${answer.status} ${type}`
  }
  return 'no webhook was refused'
}
