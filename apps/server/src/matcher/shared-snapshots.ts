import { open } from 'node:fs/promises'
import { isDeepStrictEqual } from 'node:util'
import type { DocumentOf } from '@rolecall/core/model/collections'
import type { Files } from '@rolecall/core/ports/files'
import type { Store } from '@rolecall/core/ports/store'
import { everyPage } from '../every-page.ts'
import type { Log } from '../log.ts'
import { oldestMs, snapshotForm } from './snapshot.ts'
import { sealOf } from './snapshot-file.ts'
import { bringPieces, inTime, piecesFor, putPieces, removePieces } from './snapshot-pieces.ts'

/** Who starts from a file reads what changed since: an hour's changes of a town take less than a second. */
const shareEveryMs = 60 * 60_000
/** Whoever puts a file there says so anew each minute; who has not for so long was killed. */
const renewEveryMs = 60_000
const abandonedMs = 10 * 60_000

/**
 * Snapshots of the index that the processes of all machines share, so that one which comes with an empty disk need not read everybody
 * from the store. One process puts its file there, at most each hour; the database says which one stands.
 */
export type SharedSnapshots = {
  /** Brings the newest one to a path, and tells its seal; undefined where there is none. @throws FilesUnavailable */
  bring(path: string): Promise<string | undefined>
  /**
   * Lets others have the file at a path, which was saved then (epoch ms). Does nothing where they have one that is hardly older, or
   * where somebody is at it. @throws FilesUnavailable, AbortError
   */
  offer(path: string, savedAt: number, signal: AbortSignal): Promise<void>
}

export const createSharedSnapshots = (deps: {
  readonly store: Store
  readonly openFiles: () => Promise<Files & AsyncDisposable>
  readonly now: () => number
  readonly log: Log
}): SharedSnapshots => {
  const { store, openFiles, now, log } = deps
  const read = () => store.get('indexSnapshots', snapshotForm)
  /** The revision that it has then; undefined where somebody else was there. */
  const write = async (shared: Pick<Shared, 'current' | 'coming'>, before: number | 'absent') => {
    const doc: Shared = { id: snapshotForm, ...shared, changedAt: now() }
    const { outcome } = await store.commit([{ op: 'put', collection: 'indexSnapshots', doc, expected: before }])
    if (outcome === 'committed') return before === 'absent' ? 1 : before + 1
    const found = outcome === 'unknown' ? await read() : undefined
    return isDeepStrictEqual(found?.doc, doc) ? found?.revision : undefined
  }
  return {
    async bring(path) {
      for (let gone: string | undefined; ; ) {
        const current = (await read())?.doc.current
        if (current === undefined || current.key === gone || now() - current.savedAt > oldestMs) return undefined
        await using files = await inTime(openFiles())
        if (await bringPieces(files, current, path)) return current.seal
        gone = current.key
      }
    },
    async offer(path, savedAt, signal) {
      const before = await read()
      if (isEnough(before?.doc, { savedAt, now: now() })) return
      const began = performance.now()
      await using file = await open(path)
      const { size } = await file.stat()
      const coming = piecesFor(size)
      const meanwhile = { ...(before?.doc.current && { current: before.doc.current }), coming }
      let revision = await write(meanwhile, before?.revision ?? 'absent')
      if (revision === undefined) return
      await using files = await openFiles()
      if (before?.doc.coming !== undefined) await removePieces(files, before.doc.coming)
      let saidAt = now()
      const isMine = async () => {
        if (now() - saidAt < renewEveryMs || revision === undefined) return revision !== undefined
        saidAt = now()
        revision = await write(meanwhile, revision)
        return revision !== undefined
      }
      const isThere = await putPieces(files, coming, { file, signal, going: isMine })
      const current = { ...coming, seal: await sealOf(file), savedAt }
      if (!isThere || revision === undefined || (await write({ current }, revision)) === undefined)
        return removePieces(files, coming)
      log.info('index.snapshot-shared', { bytes: size, ms: Math.round(performance.now() - began) })
      if (before?.doc.current !== undefined) await removePieces(files, before.doc.current)
      await forgetOthers(deps, files)
    },
  }
}

type Shared = DocumentOf<'indexSnapshots'>

/** Whether others need none that was saved at this time. */
const isEnough = (shared: Shared | undefined, at: { readonly savedAt: number; readonly now: number }): boolean => {
  if (shared === undefined) return false
  const { current, coming, changedAt } = shared
  const isNew = current !== undefined && at.savedAt - current.savedAt < shareEveryMs
  const isComing = coming !== undefined && at.now - changedAt < abandonedMs
  return isNew || isComing
}

/** Those of releases that nobody runs any more; ours was just changed. */
const forgetOthers = async (
  { store, now }: { readonly store: Store; readonly now: () => number },
  files: Files,
): Promise<void> => {
  const query = { index: 'changed', where: [], range: { below: now() - oldestMs } } as const
  for await (const page of everyPage({ store }, 'indexSnapshots', query))
    for (const { doc, revision } of page) {
      const gone = { op: 'delete', collection: 'indexSnapshots', id: doc.id, expected: revision } as const
      if ((await store.commit([gone])).outcome !== 'committed') continue
      for (const pieces of [doc.current, doc.coming]) if (pieces !== undefined) await removePieces(files, pieces)
    }
}
