import { existsSync } from 'node:fs'
import { stat } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import type { Files } from '@rolecall/core/ports/files'
import type { Keys } from '@rolecall/core/ports/keys'
import { countAll } from '@rolecall/store/transfer/move'
import { openSource } from '@rolecall/store/transfer/open'
import { keysSuffix } from '../backup/find-keys.ts'
import { type BackupDeps, writeEverything, writeKeys } from '../backup/write-backup.ts'
import { orRefuse } from './or-refuse.ts'
import { progressBar } from './progress-bar.ts'

type Deps = {
  readonly databaseUrl: string
  readonly keys: Keys
  readonly files?: Files
  readonly now: () => number
  readonly print: (line: string) => void
  readonly out: Parameters<typeof progressBar>[0]
}

const usage = [
  'npm run backup -- --to FILE               everything as it is at this moment, and beside it FILE.keys, both sealed by the key file',
  'npm run backup -- --keys-only --to FILE.keys   the data keys alone, every hour or so: keep the newest ones only (docs/backup.md)',
]

/** 0: written. 1: refused. 2: not understood. */
export const runBackup = async (deps: Deps, args: readonly string[]): Promise<0 | 1 | 2> => {
  const asked = readArgs(args)
  if (asked === undefined) {
    for (const line of usage) deps.print(line)
    return 2
  }
  return orRefuse(deps.print, () => backUp(deps, asked))
}

type Asked = NonNullable<ReturnType<typeof readArgs>>

const backUp = async (deps: Deps, { to, keysOnly }: Asked): Promise<0 | 1> => {
  if (!keysOnly && existsSync(to)) {
    deps.print(`${to} stands already: give another name.`)
    return 1
  }
  const at = deps.now()
  await using source = await openSource(deps.databaseUrl, { snapshot: true })
  const backup = { source, keys: deps.keys, at, ...(deps.files === undefined ? {} : { files: deps.files }) }
  if (!keysOnly) await everything(deps, backup, to)
  const path = keysOnly ? to : `${to}${keysSuffix}`
  deps.print(`${path}: ${await writeKeys(backup, path)} data keys.`)
  return 0
}

const readArgs = (args: readonly string[]): { readonly to: string; readonly keysOnly: boolean } | undefined => {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: { to: { type: 'string' }, 'keys-only': { type: 'boolean', default: false } },
    })
    const { to, 'keys-only': keysOnly } = values
    return to === undefined || to.endsWith(keysSuffix) !== keysOnly ? undefined : { to, keysOnly }
  } catch {
    return undefined
  }
}

const everything = async ({ print, out }: Deps, backup: BackupDeps, to: string): Promise<void> => {
  const total = await countAll(backup.source)
  const bar = progressBar(out, 'backed up')
  const { sums, files } = await writeEverything(backup, to, (done) => bar(total === 0 ? 1 : Math.min(1, done / total)))
  bar(1)
  const documents = sums.reduce((sum, { count }) => sum + count, 0)
  const { size } = await stat(to)
  print(`${to}: ${documents} documents and ${files} files of ${new Date(backup.at).toISOString()}, ${size} bytes.`)
}
