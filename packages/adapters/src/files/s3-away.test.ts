import assert from 'node:assert/strict'
import { after, describe, test } from 'node:test'
import { startTestAws, withoutMoto } from '@rolecall/test-servers/aws'
import { eventually, type Fault, startFaultyProxy } from '../aws/test-faulty-proxy.ts'
import { openS3Files } from './s3.ts'

const patience = { connectMs: 5000, silenceMs: 5000, callMs: 30_000, restMs: 10_000 }
/** Only where nobody answers is that waited for. */
const patienceWith = (fault: Fault) => (fault === 'stall' ? { ...patience, silenceMs: 500 } : patience)

describe('S3 that is away', { skip: withoutMoto }, async () => {
  if (withoutMoto) return
  const aws = await startTestAws('files')
  after(() => aws[Symbol.asyncDispose]())
  const opened = async (fault: Fault = 'none') => {
    const proxy = await startFaultyProxy(aws.url)
    const states: string[] = []
    const place = { bucket: 'files', key: 'away' }
    const onCircuit = (state: string) => void states.push(state)
    const files = await openS3Files({ place, endpoint: proxy.url, patience: patienceWith(fault), onCircuit })
    return { proxy, files, states }
  }

  for (const fault of ['error', 'stall', 'reset'] as const satisfies readonly Fault[])
    test(`${fault}: after at most ten requests nobody asks any more, and once it is back files are kept again`, async (t) => {
      t.mock.timers.enable({ apis: ['Date'], now: Date.now() })
      const { proxy, files, states } = await opened(fault)
      await using _proxy = proxy
      await using _files = files
      await files.put('media/med_1', Buffer.from('before'))
      const before = proxy.requests
      proxy.fault = fault
      for (let call = 0; call < 20; call += 1)
        await assert.rejects(files.put('media/med_2', Buffer.from('x')), { name: 'FilesUnavailable' })
      assert.ok(proxy.requests - before <= 10, `${proxy.requests - before} requests`)
      assert.deepEqual(states, ['open'])
      const then = proxy.requests
      await assert.rejects(files.get('media/med_1'), { message: 'S3 was away a moment ago and is not asked now' })
      assert.equal(proxy.requests, then)
      proxy.fault = 'none'
      const read = await eventually(() => {
        t.mock.timers.tick(patience.restMs)
        return files.get('media/med_1')
      })
      assert.equal(Buffer.from(read ?? []).toString(), 'before')
      assert.equal(states.at(-1), 'closed')
    })

  for (const fault of ['error', 'stall', 'reset'] as const satisfies readonly Fault[])
    test(`${fault}: a crowd that asks at once makes no more requests than one`, async (t) => {
      t.mock.timers.enable({ apis: ['Date'], now: Date.now() })
      const { proxy, files } = await opened(fault)
      await using _proxy = proxy
      await using _files = files
      const before = proxy.requests
      proxy.fault = fault
      const puts = Array.from({ length: 50 }, (_, at) => files.put(`media/crowd_${at}`, Buffer.from('x')))
      for (const { status } of await Promise.allSettled(puts)) assert.equal(status, 'rejected')
      assert.ok(proxy.requests - before <= 10, `${proxy.requests - before} requests`)
    })

  test('one hiccup is tried again and nobody hears of it', async () => {
    const { proxy, files } = await opened()
    await using _proxy = proxy
    await using _files = files
    proxy.fault = 'error'
    setTimeout(() => {
      proxy.fault = 'none'
    }, 10)
    await files.put('media/med_3', Buffer.from('kept'))
    assert.equal(Buffer.from((await files.get('media/med_3')) ?? []).toString(), 'kept')
  })

  test('an answer that is cut in its middle is no file', async () => {
    const { proxy, files } = await opened()
    await using _proxy = proxy
    await using _files = files
    await files.put('media/med_4', Buffer.alloc(100_000, 'whole'))
    proxy.fault = 'half'
    await assert.rejects(files.get('media/med_4'), { name: 'FilesUnavailable' })
  })

  test('who was told no is told it each time: a circuit does not open on a refusal', async () => {
    const { proxy, files, states } = await opened()
    await using _proxy = proxy
    await using _files = files
    for (let call = 0; call < 10; call += 1) assert.equal(await files.get('media/none'), undefined)
    assert.deepEqual(states, [])
  })

  test('rights that are not there are told at a start; rights that were taken away since, by each call', async () => {
    const { proxy, files, states } = await opened()
    await using _proxy = proxy
    await using _files = files
    proxy.fault = 'denied'
    for (let call = 0; call < 5; call += 1)
      await assert.rejects(files.put('media/med_6', Buffer.from('x')), {
        name: 'FilesUnavailable',
        message: 'AccessDenied',
      })
    assert.deepEqual(states, [])
    await assert.rejects(openS3Files({ place: { bucket: 'files', key: 'away' }, endpoint: proxy.url, patience }), {
      name: 'BucketRefused',
      message: 's3://files/away: access is denied',
    })
  })

  test('a start while S3 is away goes on, and keeps files once it is there', async () => {
    await using proxy = await startFaultyProxy(aws.url)
    proxy.fault = 'error'
    await using files = await openS3Files({ place: { bucket: 'files', key: 'late' }, endpoint: proxy.url, patience })
    proxy.fault = 'none'
    await files.put('media/med_5', Buffer.from('late'))
    assert.equal(Buffer.from((await files.get('media/med_5')) ?? []).toString(), 'late')
  })
})
