import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { mock, test } from 'node:test'
import { memoryKeys } from '@rolecall/adapters/keys/memory-keys'
import { createEngine } from '@rolecall/match/engine'
import { createStarterTaxonomy } from '@rolecall/taxonomy/starter'
import type { Log } from '../log.ts'
import { keepSnapshots } from './keep-snapshots.ts'
import type { SharedSnapshots } from './shared-snapshots.ts'
import { noon } from './testing/documents.ts'

/** Runs for ten seconds of a clock that is turned by hand, until something was offered; then it is disposed. */
const keptWith = async (offer: SharedSnapshots['offer']): Promise<readonly string[]> => {
  const folder = await mkdtemp(join(tmpdir(), 'keep-snapshots-'))
  mock.timers.enable({ apis: ['setTimeout', 'setInterval'] })
  const events: string[] = []
  const note = (event: string) => void events.push(event)
  const log: Log = { info: note, warn: note, error: note }
  const offered = Promise.withResolvers<void>()
  const offerAndTell: SharedSnapshots['offer'] = (...given) => {
    offered.resolve()
    return offer(...given)
  }
  const engine = createEngine({ taxonomy: createStarterTaxonomy() })
  const replica = {
    keep: () => ({ people: engine.savePeople(), applications: [] }),
    people: () => 0,
    takeChanged: () => true,
  }
  const place = { path: join(folder, 'index.snapshot'), keys: memoryKeys(), databaseUrl: '' }
  try {
    await using _ = keepSnapshots({ place, offer: offerAndTell, replica, token: () => 'a token', now: () => noon, log })
    mock.timers.tick(10_000)
    await offered.promise
  } finally {
    mock.timers.reset()
    await rm(folder, { recursive: true, force: true })
  }
  return events
}

test('what was written is offered to others with its time; a stop waits for no one who takes it', async () => {
  const seen: unknown[] = []
  const events = await keptWith((path, savedAt, signal) => {
    seen.push(path.slice(-15), savedAt)
    return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
  })
  assert.deepEqual(seen, ['/index.snapshot', noon])
  assert.deepEqual(events, ['index.snapshot-written', 'index.snapshot-written'])
})

test('what could not be shared is told, and the file is kept all the same', async () => {
  const events = await keptWith(() => Promise.reject(new Error('no room')))
  assert.deepEqual(events, ['index.snapshot-written', 'index.snapshot-not-shared', 'index.snapshot-written'])
})
