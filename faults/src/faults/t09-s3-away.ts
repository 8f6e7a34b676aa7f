import { setTimeout as delay } from 'node:timers/promises'
import { type Fault as S3Fault, startFaultyProxy } from '@rolecall/adapters/aws/test-faulty-proxy'
import { openS3Files } from '@rolecall/adapters/files/s3'
import { startTestAws } from '@rolecall/test-servers/aws'
import { accountFor, brokenIn } from '../load/account-for.ts'
import { makeCrowd } from '../load/crowd.ts'
import { failedOf, startStorm, told } from '../load/storm.ts'
import { mediaOf, withPhones } from '../load/voice-notes.ts'
import type { Fault } from './fault.ts'

/** Where S3 is for the servers, which start before it does. */
const port = 47_109
const place = { bucket: 'files', key: 'faults' }
const people = { full: 40, short: 12 }
const awayMs = { full: 35_000, short: 4000 }
const restMs = { full: 10_000, short: 1000 }
const mostRequests = 10
const keptWithinMs = 90_000
/** What every voice note of the look-alike begins with. */
const plain = Buffer.from('OggS')

export const t09: Fault = {
  id: 'T9',
  title: 'S3 fails (500), stalls and cuts connections while people send voice notes and others write',
  promise:
    'At most ten requests of a process fail before it asks but once in ten seconds; others are answered; each voice note is kept once S3 is back, and nothing leaves unsealed',
  stages: ['sqlite', 'cluster'],
  sabotage: {
    guard: 'the circuit',
    stage: 'sqlite',
    edits: [
      {
        file: 'packages/adapters/src/aws/circuit.ts',
        find: 'const failures = 5\n',
        replace: 'const failures = 5000\n',
      },
    ],
  },
  settings: (size) => ({
    env: {
      FILES_URL: `s3://${place.bucket}/${place.key}`,
      S3_ENDPOINT: `http://127.0.0.1:${port}`,
      AWS_REGION: 'us-east-1',
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
    },
    edits: size === 'full' ? [] : shortWaits,
  }),
  run: async (stage, size) => {
    await using aws = await startTestAws(place.bucket)
    await using proxy = await startFaultyProxy(aws.url, port)
    const senders = makeCrowd(people[size])
    const sendVoiceNotes = await withPhones(stage, senders)
    const writers = makeCrowd(10)
    const storm = startStorm({ url: stage.url, crowd: writers, pauseMs: 200 })
    const asked: string[] = []
    const broken: string[] = []
    for (const fault of ['error', 'stall', 'reset'] as const satisfies readonly S3Fault[]) {
      proxy.fault = fault
      const before = proxy.requests
      await sendVoiceNotes()
      await delay(awayMs[size])
      const requests = proxy.requests - before
      const allowed = stage.workers.length * (mostRequests + Math.ceil(awayMs[size] / restMs[size]))
      asked.push(`${fault} ${requests}`)
      if (requests > allowed) broken.push(`${requests} requests were made while S3 was away (${fault})`)
      proxy.fault = 'none'
      await until(async () => (await mediaOf(stage, senders)).length === asked.length * senders.length)
    }
    await storm.stop()
    const account = await accountFor(stage, writers)
    const media = await mediaOf(stage, senders)
    await using files = await openS3Files({ place, endpoint: aws.url })
    const there = await Promise.all(media.map(async ({ fileKey }) => fileKey && files.get(fileKey)))
    const kept = there.filter((bytes) => bytes !== undefined && bytes !== '').length
    const open = proxy.bodies.filter((bytes) => bytes.includes(plain)).length
    const sent = 3 * senders.length
    return {
      times: 3,
      seen: `${kept} of ${sent} voice notes kept; requests while away: ${asked.join(', ')}; ${open} bodies unsealed; beside them ${told(storm.answers)}`,
      broken: [
        ...broken,
        ...(kept === sent && media.length === sent ? [] : [`${kept} of ${sent} voice notes are kept`]),
        ...(open > 0 ? [`${open} bodies left unsealed`] : []),
        ...(failedOf(storm.answers) > 0 ? [`${failedOf(storm.answers)} requests of others failed`] : []),
        ...brokenIn(account),
      ],
    }
  },
}

const shortWaits = [
  {
    file: 'packages/adapters/src/aws/s3-client.ts',
    find: '{ connectMs: 2000, silenceMs: 5000 }',
    replace: '{ connectMs: 2000, silenceMs: 500 }',
  },
  { file: 'packages/adapters/src/files/s3.ts', find: 'restMs: 10_000 }', replace: 'restMs: 1000 }' },
]

/** Ends without a word where it never comes: what is missing is told by the count. */
const until = async (isSo: () => Promise<boolean>): Promise<void> => {
  const deadline = performance.now() + keptWithinMs
  while (!(await isSo()) && performance.now() < deadline) await delay(100)
}
