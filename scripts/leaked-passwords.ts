/**
 * Makes the file of long leaked passwords anew: `node scripts/leaked-passwords.ts LIST`, where LIST holds a password a
 * line, the most used first. Where a list comes from: decisions/042.
 */
import { createReadStream, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { hashOfLeaked } from '../apps/server/src/flows/parts/leaked-passwords.ts'
import { plainOf } from '../apps/server/src/flows/parts/plain-password.ts'

/** As many as the policy asks of an employer's password; shorter ones are a package's. */
const leastLength = 15
const most = 5000
const into = join(import.meta.dirname, '../apps/server/src/flows/parts/leaked-passwords.bin')

const hashes = new Set<string>()
for await (const password of createInterface({ input: createReadStream(process.argv[2] ?? '') }))
  if (password.length >= leastLength && hashes.size < most) hashes.add(hashOfLeaked(plainOf(password)))
writeFileSync(into, Buffer.from([...hashes].join(''), 'latin1'))
console.log(`${hashes.size} passwords`)
