import assert from 'node:assert/strict'
import { after, describe, test } from 'node:test'
import type { PresignedFiles } from '@rolecall/core/ports/files'
import { startTestAws, withoutMoto } from '@rolecall/test-servers/aws'
import { filesContract, keysOf } from './contract-suite.ts'
import { openS3Files } from './s3.ts'

describe('files in S3', { skip: withoutMoto }, async () => {
  if (withoutMoto) return
  const aws = await startTestAws('files', 'whole')
  after(() => aws[Symbol.asyncDispose]())
  const open = (bucket: string, key: string) => openS3Files({ place: { bucket, key }, endpoint: aws.url })

  filesContract('s3', () => open('files', 'some/prefix'))
  filesContract('s3, a whole bucket', () => open('whole', ''))

  test('what stands beside the prefix is not ours', async () => {
    await using one = await open('files', 'one')
    await using oneMore = await open('files', 'one-more')
    await oneMore.put('media/med_1', Buffer.from('x'))
    assert.deepEqual(await keysOf(one), [])
    assert.equal(await one.get('media/med_1'), undefined)
  })

  test('more keys than one answer of S3 holds are all told', async () => {
    const place = { bucket: 'files', key: 'many' }
    await using files = await openS3Files({ place, endpoint: aws.url, keysAtOnce: 3 })
    const keys = ['a', 'b', 'c', 'd', 'e', 'f', 'g']
    for (const key of keys) await files.put(key, Buffer.from('x'))
    assert.deepEqual((await keysOf(files)).toSorted(), keys)
  })

  test('a bucket that is not there is told when it is opened, with its address', async () => {
    await assert.rejects(open('nowhere', 'x'), {
      name: 'BucketRefused',
      message: 's3://nowhere/x: there is no such bucket',
    })
  })

  test('an address of its own gets a file with the type and the name that were asked for', async () => {
    await using files = await open('files', 'signed')
    await files.put('reports/audit.html', Buffer.from('<h1>Audit</h1>'))
    const url = await files.presigned?.get('reports/audit.html', {
      contentType: 'text/html; charset=utf-8',
      fileName: 'audit.html',
      seconds: 300,
    })
    const answer = await fetch(url ?? '')
    assert.equal(await answer.text(), '<h1>Audit</h1>')
    assert.equal(answer.headers.get('content-type'), 'text/html; charset=utf-8')
    assert.equal(answer.headers.get('content-disposition'), 'attachment; filename="audit.html"')
    assert.equal(new URL(url ?? '').searchParams.get('X-Amz-Expires'), '300')
  })

  test('an address of its own takes a file; type and size are signed along', async () => {
    await using files = await open('files', 'signed')
    const bytes = Buffer.from('a,b\n1,2\n')
    const url = await files.presigned?.put('given/rows.csv', { contentType: 'text/csv', bytes: 8, seconds: 60 })
    const headers = { 'content-type': 'text/csv', 'content-length': '8' }
    assert.equal((await fetch(url ?? '', { method: 'PUT', body: bytes, headers })).status, 200)
    assert.deepEqual(Buffer.from((await files.get('given/rows.csv')) ?? []), bytes)
    const { searchParams } = new URL(url ?? '')
    assert.equal(searchParams.get('X-Amz-SignedHeaders'), 'content-length;content-type;host')
    assert.deepEqual(
      [...searchParams.keys()].filter((name) => /checksum|sdk/i.test(name)),
      [],
    )
  })

  test('an address is signed for no longer, no larger and no other file than may be', async () => {
    await using files = await open('files', 'signed')
    const presigned = files.presigned
    assert.ok(presigned)
    const get = { contentType: 'text/html', fileName: 'a.html', seconds: 60 }
    const put = { contentType: 'text/csv', bytes: 10, seconds: 60 }
    const refused: ((files: PresignedFiles) => Promise<string>)[] = [
      (signer) => signer.get('a', { ...get, seconds: 301 }),
      (signer) => signer.get('a', { ...get, seconds: 0 }),
      (signer) => signer.get('a', { ...get, contentType: 'text/html\r\nx: y' }),
      (signer) => signer.get('a', { ...get, fileName: 'a"; x="' }),
      (signer) => signer.put('a', { ...put, bytes: 0 }),
      (signer) => signer.put('a', { ...put, bytes: 6 * 2 ** 30 }),
    ]
    for (const ask of refused) await assert.rejects(ask(presigned), { name: 'PresigningRefused' })
    await assert.rejects(presigned.get('../a', get), { name: 'FileKeyRefused' })
  })
})
