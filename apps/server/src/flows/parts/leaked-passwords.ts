import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { dictionary } from '@zxcvbn-ts/language-common'
import { plainOf } from './plain-password.ts'

/** Bytes of a hash that are kept: among five thousand no other password meets one by chance. */
const kept = 6
/** Of fewer characters than this, two of a list in a row say little: the list has hundreds of short words. */
const leastOfTwo = 5

/** Read when this module is, which takes 20 ms and 5 MB: it is imported at the first password that somebody sets. */
const listed: ReadonlySet<string> = new Set(dictionary['passwords-common'].map(plainOf))
const long: ReadonlySet<string> = readLong()

/** Whether a plain password was leaked often: as it is, with a few digits around it, or as two that were leaked in a row. */
export const isLeaked = (plain: string): boolean =>
  withoutPadding(plain).some((core) => isListed(core) || isTwoListed(core))

/** What the file holds of each long password, since many have a name or a telephone number in them. Characters of one byte. */
export const hashOfLeaked = (plain: string): string =>
  createHash('sha256').update(plain).digest().subarray(0, kept).toString('latin1')

const isListed = (plain: string): boolean => listed.has(plain) || long.has(hashOfLeaked(plain))

const isTwoListed = (plain: string): boolean => {
  for (let at = leastOfTwo; at <= plain.length - leastOfTwo; at += 1)
    if (listed.has(plain.slice(0, at)) && listed.has(plain.slice(at))) return true
  return false
}

/** Without up to four digits before it, and as many behind. */
const withoutPadding = (plain: string): readonly string[] => {
  const [before, behind] = [/^\d{0,4}/, /\d{0,4}$/].map((digits) => digits.exec(plain)?.[0].length ?? 0)
  return upTo(before).flatMap((start) => upTo(behind).map((end) => plain.slice(start, plain.length - end)))
}

const upTo = (most = 0): readonly number[] => Array.from({ length: most + 1 }, (_, count) => count)

function readLong(): ReadonlySet<string> {
  const hashes = readFileSync(join(import.meta.dirname, 'leaked-passwords.bin')).toString('latin1')
  return new Set(Array.from({ length: hashes.length / kept }, (_, at) => hashes.slice(at * kept, (at + 1) * kept)))
}
