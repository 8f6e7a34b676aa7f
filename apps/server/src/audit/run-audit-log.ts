import type { Store } from '@rolecall/core/ports/store'
import { type AuditHead, isFault } from './chain.ts'
import { pagesOf, verifyLog } from './read-log.ts'

export type Told = { readonly exitCode: 0 | 1 | 2 }
type Print = (line: string) => void

const usage = [
  'npm run audit-log -- verify                  checks the chain from its beginning and prints its head',
  'npm run audit-log -- verify <seq>:<hash>     and that it still holds this head, which you noted down before',
  'npm run audit-log -- export                  prints every entry, a JSON object a line',
]

/** 0: done, or whole. 1: the log has a fault. 2: not understood. */
export const runAuditLog = async (
  { store, secret, print }: { readonly store: Store; readonly secret: Buffer; readonly print: Print },
  args: readonly string[],
): Promise<Told> => {
  const [command, noted, ...rest] = args
  const known = noted === undefined ? undefined : headOf(noted)
  const understood = rest.length === 0 && (noted === undefined || (command === 'verify' && known !== undefined))
  if (understood && command === 'verify') return verify(store, secret, { known, print })
  if (understood && command === 'export') return exportAll(store, print)
  for (const line of usage) print(line)
  return { exitCode: 2 }
}

const headOf = (text: string): AuditHead | undefined => {
  const [, seq, hash] = /^(\d{1,12}):([\w-]{43})$/.exec(text) ?? []
  return hash === undefined ? undefined : { seq: Number(seq), hash }
}

const verify = async (
  store: Store,
  secret: Buffer,
  { known, print }: { readonly known: AuditHead | undefined; readonly print: Print },
): Promise<Told> => {
  const head = await verifyLog(store, secret, known)
  if (isFault(head)) {
    print(`The log is NOT whole: entry ${head.seq} is ${head.fault}. Compare with a backup or an export.`)
    return { exitCode: 1 }
  }
  print(`The log is whole: ${head.seq} ${head.seq === 1 ? 'entry' : 'entries'}.`)
  if (head.seq > 0) print(`Note down its head, elsewhere than here: ${head.seq}:${head.hash}`)
  return { exitCode: 0 }
}

const exportAll = async (store: Store, print: Print): Promise<Told> => {
  for await (const entries of pagesOf(store))
    for (const { at, ...entry } of entries) print(JSON.stringify({ ...entry, at: new Date(at).toISOString() }))
  return { exitCode: 0 }
}
