import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { promisify } from 'node:util'
import type { Files } from '@rolecall/core/ports/files'
import { startTestAws, type TestAws, withoutMoto } from '@rolecall/test-servers/aws'
import { type FilesConfig, filesAt } from '../config.ts'
import { filesOf } from '../files-of.ts'
import { silentLog } from '../log.ts'
import { runFiles } from './run-files.ts'
import { writeReport } from './write-report.ts'

const bucket: FilesConfig = { kind: 's3', place: { bucket: 'files', key: 'all' } }

describe('files of the operator', { skip: withoutMoto }, () => {
  let aws: TestAws
  let folder: string
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'rolecall-files-'))
    aws = await startTestAws('files')
  })
  after(async () => {
    await aws?.[Symbol.asyncDispose]()
    await rm(folder, { recursive: true })
  })
  const filesIn = (files: FilesConfig) => filesOf({ files, s3Endpoint: aws.url }, silentLog)
  const run = async (files: FilesConfig, ...args: readonly string[]) => {
    const lines: string[] = []
    const shares: number[] = []
    const open = (url: string | undefined) => {
      const place = url === undefined ? files : filesAt(url)
      return place && filesIn(place)
    }
    const print = (line: string) => lines.push(line)
    const exitCode = await runFiles({ open, progress: (share) => shares.push(share), print, complain: print }, args)
    return { exitCode, text: lines.join('\n'), shares }
  }

  test('what stands in a folder moves up to a bucket, and what is there already is not copied again', async () => {
    const from = `folder:${join(folder, 'files')}`
    await using source = await filesIn(filesAt(from) ?? bucket)
    for (let at = 0; at < 20; at += 1) await source.put(`media/med_${at}`, Buffer.from(`sealed ${at}`))
    await source.put('index/key/0', Buffer.from('the index of the database, which makes it anew'))
    const first = await run(bucket, 'copy', '--from', from, '--to', 's3://files/up')
    assert.deepEqual([first.exitCode, first.text], [0, '20 files were copied to s3://files/up, 0 were there already.'])
    assert.equal(first.shares.at(-1), 1)
    await source.put('media/med_20', Buffer.from('sealed 20'))
    const second = await run(bucket, 'copy', '--from', from, '--to', 's3://files/up')
    assert.equal(second.text, '1 files were copied to s3://files/up, 20 were there already.')
    await using target = await filesIn({ kind: 's3', place: { bucket: 'files', key: 'up' } })
    assert.equal(await textOf(target, 'media/med_20'), 'sealed 20')
    const back = `folder:${join(folder, 'back')}`
    assert.match((await run(bucket, 'copy', '--from', 's3://files/up', '--to', back)).text, /^21 files/)
  })

  test('a report that was written among the files is got by its address, to be saved and not shown', async () => {
    const link = await writeReport({ files: bucket, s3Endpoint: aws.url }, 'files:reports/audit.html', '<h1>Audit</h1>')
    const again = await run(bucket, 'link', 'reports/audit.html')
    for (const url of [link, again.text]) {
      const answer = await fetch(url ?? '')
      assert.equal(await answer.text(), '<h1>Audit</h1>')
      assert.equal(answer.headers.get('content-type'), 'application/octet-stream')
      assert.equal(answer.headers.get('content-disposition'), 'attachment; filename="audit.html"')
    }
    assert.deepEqual(await run(bucket, 'link', 'reports/none.html'), {
      exitCode: 1,
      text: 'There is no file reports/none.html.',
      shares: [],
    })
  })

  test('the line that is printed for an upload puts the file there', async () => {
    await writeFile(join(folder, 'FILE'), 'sealed backup')
    const { text } = await run(bucket, 'upload', 'backups/monday.backup', '--bytes', '13')
    await promisify(execFile)('sh', ['-c', text], { cwd: folder })
    await using files = await filesIn(bucket)
    assert.equal(await textOf(files, 'backups/monday.backup'), 'sealed backup')
    await assert.rejects(run(bucket, 'upload', 'backups/x', '--bytes', 'many'), { name: 'PresigningRefused' })
  })

  test('where files stand in a folder there are no addresses, and reports stand beside them', async () => {
    const files: FilesConfig = { kind: 'folder', path: join(folder, 'plain') }
    assert.equal(await writeReport({ files, s3Endpoint: undefined }, 'files:reports/a.html', 'A'), undefined)
    assert.equal(await textOf(await filesIn(files), 'reports/a.html'), 'A')
    assert.equal((await run(files, 'link', 'reports/a.html')).exitCode, 2)
  })

  test('what is not understood is told how', async () => {
    const wrong = [[], ['copy', '--from', 'a', '--to', 'b'], ['copy'], ['link'], ['upload', 'a'], ['--what']]
    for (const args of wrong) {
      const { exitCode, text } = await run(bucket, ...args)
      assert.equal(exitCode, 2, args.join(' '))
      assert.match(text, /npm run files -- copy/)
    }
  })
})

const textOf = async (files: Files, key: string): Promise<string> =>
  Buffer.from((await files.get(key)) ?? []).toString()
