import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { findMongod, startReplicaSet } from '@rolecall/test-servers/replica-set'
import { makeUpDatabase } from './move/made-up-database.ts'

/** Documents a second of the whole command, its start included, in both directions: copying, reading everything back, comparing, making indexes. */
export const benchMove = async ({ quick }: { readonly quick: boolean }): Promise<string> => {
  if (!findMongod()) return 'Left out: no mongod.'
  const folder = mkdtempSync(join(tmpdir(), 'rolecall-move-'))
  const { url, mix } = await makeUpDatabase(folder, quick ? 50_000 : 1_000_000)
  const bytes = statSync(url.slice('sqlite:'.length)).size
  const replicaSet = await startReplicaSet()
  try {
    const there = await timed(url, replicaSet.url('moved'))
    const back = await timed(replicaSet.url('moved'), `sqlite:${join(folder, 'back.db')}`)
    return [
      `| \`npm run move\` of ${there.documents.toLocaleString('en')} documents (${Math.round(bytes / 1e6)} MB in SQLite) | s | copied s | compared s | indexes s | documents a second |`,
      '|---|---|---|---|---|---|',
      rowOf('SQLite to MongoDB (one member)', there),
      rowOf('MongoDB to SQLite', back),
      '',
      `Compared: everything is read back on both sides. Of the documents are: ${mix.join(', ')}.`,
    ].join('\n')
  } finally {
    await replicaSet.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

type Timed = { readonly documents: number; readonly marks: Readonly<Record<'copied' | 'compared' | 'end', number>> }

const command = join(import.meta.dirname, '../../apps/server/src/commands/move.ts')
/** As in the script of package.json. */
const nodeOptions = ['--max-semi-space-size=64']

const timed = async (from: string, to: string): Promise<Timed> => {
  const began = performance.now()
  const since = () => (performance.now() - began) / 1000
  const marks = { copied: 0, compared: 0, end: 0 }
  let documents = 0
  const child = spawn(process.execPath, [...nodeOptions, command, '--from', from, '--to', to, '--source-stopped'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  for await (const line of createInterface({ input: child.stdout })) {
    console.log(`${since().toFixed(1)} s ${line}`)
    if (line.includes('100 % copied')) marks.copied = since()
    if (line.includes('100 % compared')) marks.compared = since()
    if (line.startsWith('Moved and verified')) marks.end = since()
    documents = Number(/^(\d+) documents in/.exec(line)?.[1] ?? documents)
  }
  if (marks.end === 0) throw new Error('the move did not end well')
  return { documents, marks }
}

const rowOf = (name: string, { documents, marks: { copied, compared, end } }: Timed): string => {
  const seconds = [end, copied, compared - copied, end - compared].map((value) => value.toFixed(1))
  return `| ${name} | ${seconds.join(' | ')} | ${Math.round(documents / end).toLocaleString('en')} |`
}
