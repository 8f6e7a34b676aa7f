import { StoreUnavailable } from '@rolecall/core/ports/store'

/** SQLite's primary result codes that matter here (https://www.sqlite.org/rescode.html). */
const busyCode = 5
const constraintCode = 19
/** Read-only, interrupted, I/O error, damaged, disk full, cannot open, not a database, out of memory. */
const brokenCodes: ReadonlySet<number> = new Set([7, 8, 9, 10, 11, 13, 14, 26])
export const diskFullCode = 13

/** The primary code of an error that SQLite raised. */
export const codeOf = (error: unknown): number | undefined =>
  error instanceof Error && 'errcode' in error && typeof error.errcode === 'number' ? error.errcode & 0xff : undefined

export const isBusy = (error: unknown): boolean => codeOf(error) === busyCode

/** The file or its disk failed, not the statement. */
export const isBroken = (error: unknown): boolean => brokenCodes.has(codeOf(error) ?? -1)

/** The fields of the unique index that was hit, undefined for any other error. */
export const violatedFields = (error: unknown): readonly string[] | undefined => {
  if (codeOf(error) !== constraintCode || !(error instanceof Error)) return undefined
  const list = /UNIQUE constraint failed: (.*)$/.exec(error.message)?.[1]
  return list?.split(', ').map((column) => column.slice(column.indexOf('.') + 1))
}

export const unavailable = (cause: unknown): StoreUnavailable =>
  new StoreUnavailable(`the database file cannot be used: ${cause instanceof Error ? cause.message : 'closed'}`, {
    cause,
  })
