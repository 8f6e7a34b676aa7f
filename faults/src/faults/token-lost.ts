import { setTimeout as delay } from 'node:timers/promises'
import type { DocumentOf } from '@rolecall/core/model/collections'
import { MongoClient } from 'mongodb'
import { answerOf } from '../cluster/server-member.ts'
import { clusterOf, type Stage } from '../stage/stage.ts'
import type { Fault } from './fault.ts'

const rounds = { full: 3, short: 1 }
const seenWithinMs = 10_000
const megabytes = 48

export const tokenLost: Fault = {
  id: 'Token',
  title:
    'A process is cut off from the change stream until the database has forgotten its resume token; meanwhile a setting changes',
  promise: 'It reads anew and shows the setting within 10 s',
  stages: ['cluster'],
  sabotage: {
    guard: 'reading again',
    stage: 'cluster',
    edits: [
      {
        file: 'apps/server/src/feed.ts',
        find: 'told.lost()',
        replace: '',
      },
    ],
  },
  settings: () => ({ wired: true }),
  run: async (stage, size) => {
    const delays: number[] = []
    for (let round = 0; round < rounds[size]; round += 1)
      delays.push(await strike(stage, ['MX', 'BR', 'IN'][round] ?? 'KE'))
    const longestMs = Math.max(...delays)
    return {
      times: delays.length,
      seen: `the setting showed at most ${(longestMs / 1000).toFixed(1)} s after the process was back`,
      broken: longestMs > seenWithinMs ? [`the setting did not show within ${seenWithinMs} ms`] : [],
    }
  },
}

const strike = async (stage: Stage, country: string): Promise<number> => {
  const [web] = stage.webs
  if (web === undefined) throw new Error('no web process')
  await changeCountry(stage, 'KE')
  await shown(web.url, 'KE')
  // Reset, so that no change waits in a buffer for the way to be mended.
  web.cutDatabase('refused')
  await changeCountry(stage, country)
  await fillLog(clusterOf(stage).mongo.url('started'))
  web.mendDatabase()
  while ((await answerOf(`${web.url}/readyz`)) !== 200) await delay(50)
  return shown(web.url, country)
}

const changeCountry = async ({ store }: Stage, country: string): Promise<void> => {
  const before = await store.get('settings', 'main')
  const doc: DocumentOf<'settings'> = { id: 'main', values: { countries: [country] }, changedAt: Date.now() }
  await store.commit([{ op: 'put', collection: 'settings', doc, expected: before?.revision ?? 'absent' }])
}

/** Milliseconds until the process shows the country; more than it may take where it does not. */
const shown = async (url: string, country: string): Promise<number> => {
  const from = performance.now()
  while (performance.now() < from + seenWithinMs + 1000) {
    const answer = await fetch(`${url}/api/v1/session`).then(
      (one) => one.text(),
      () => '',
    )
    if (answer.includes(`"countries":["${country}"]`)) break
    await delay(50)
  }
  return performance.now() - from
}

/** More changes than the members keep, over the two seconds that they take to drop the oldest. */
const fillLog = async (url: string): Promise<void> => {
  await using client = new MongoClient(url, { writeConcern: { w: 1 } })
  const filler = client.db().collection('filler')
  const megabyte = 'x'.repeat(1 << 20)
  for (let written = 0; written < megabytes; written += 1) {
    await filler.insertOne({ megabyte })
    await delay(60)
  }
  await filler.drop()
}
