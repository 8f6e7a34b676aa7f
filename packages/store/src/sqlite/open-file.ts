import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

const startLockedForMs = 10_000

/** Opens the file, or makes it. Another process's lock is waited for ten seconds, blocking: set `busy_timeout` once it is open. */
export const openFile = (path: string): DatabaseSync => {
  if (path !== ':memory:') mkdirSync(dirname(path), { recursive: true })
  const db = new DatabaseSync(path, { timeout: startLockedForMs })
  // Keys are random, so each row touches pages of its own: small pages, and written back together seldom, are less work.
  db.exec('pragma page_size = 2048; pragma journal_mode = wal; pragma wal_autocheckpoint = 16000')
  db.exec('pragma synchronous = full; pragma cache_size = -65536')
  return db
}
