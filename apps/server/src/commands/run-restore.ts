import { rm, stat } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import type { Files } from '@rolecall/core/ports/files'
import type { Keys } from '@rolecall/core/ports/keys'
import { openStore } from '@rolecall/store/open-store'
import { noted } from '../audit/note.ts'
import { type Backup, checkBackup, restoreBackup } from '../backup/restore-backup.ts'
import { orRefuse } from './or-refuse.ts'
import { progressBar } from './progress-bar.ts'

type Deps = {
  readonly keys: Keys
  readonly files: Files
  /** What this machine's servers hold of the database as it was: made anew from the restored one. */
  readonly cacheDir: string
  readonly now: () => number
  readonly print: (line: string) => void
  readonly out: Parameters<typeof progressBar>[0]
}

const usage = [
  'npm run restore -- --from FILE --to URL   writes a backup into an empty database, of either engine',
  'npm run restore -- --from FILE            reads a backup to its end and tells whether it could be restored',
  '--keys FILE.keys   the data keys, where the newest file of them beside the backup is not meant',
]

/** 0: restored, or could be. 1: refused. 2: not understood. */
export const runRestore = async (deps: Deps, args: readonly string[]): Promise<0 | 1 | 2> => {
  const asked = readArgs(args)
  if (asked === undefined) {
    for (const line of usage) deps.print(line)
    return 2
  }
  return orRefuse(deps.print, async () => {
    await restore(deps, { path: asked.from, keys: deps.keys }, asked)
    return 0
  })
}

const readArgs = (args: readonly string[]) => {
  try {
    const options = { from: { type: 'string' }, to: { type: 'string' }, keys: { type: 'string' } } as const
    const { from, to, keys } = parseArgs({ args: [...args], options }).values
    return from === undefined ? undefined : { from, to, keys }
  } catch {
    return undefined
  }
}

type Asked = NonNullable<ReturnType<typeof readArgs>>

const restore = async (deps: Deps, backup: Backup, { to, keys }: Omit<Asked, 'from'>): Promise<void> => {
  const { size } = await stat(backup.path)
  const barOf = (name: string) => {
    const bar = progressBar(deps.out, name)
    return (bytes: number) => bar(Math.min(1, bytes / size))
  }
  const checked = await checkBackup(backup, keys, barOf('checked'))
  deps.print(
    `${backup.path} is whole: ${checked.documents} documents and ${checked.files} files. Keys: ${checked.keysPath}.`,
  )
  const erased = [...checked.gone].filter((owner) => owner.startsWith('per_'))
  if (erased.length > 0) deps.print(`${erased.length} people were erased since: they stay erased.`)
  if (to === undefined) return
  const count = await restoreBackup(backup, checked, { to, files: deps.files, tell: barOf('restored') })
  await noteErased(deps, to, erased)
  await rm(deps.cacheDir, { recursive: true, force: true })
  deps.print(
    `${count} documents stand in the database, read back and verified. Set DATABASE_URL to it and start the server; ` +
      `on other machines remove ${deps.cacheDir} before that.`,
  )
}

/** The log of the backup does not hold that they were erased. */
const noteErased = async ({ keys, now }: Deps, to: string, erased: readonly string[]): Promise<void> => {
  if (erased.length === 0) return
  await using store = await openStore({ url: to, keys, clock: { now } })
  const note = { at: now(), actorKind: 'system', actorId: 'restore', action: 'person.erase' } as const
  for (const subjectId of erased) await store.commit([noted({ ...note, subjectId })])
}
