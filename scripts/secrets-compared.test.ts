import assert from 'node:assert/strict'
import { test } from 'node:test'
import { serverLines } from './server-lines.ts'

/** Comparisons that stop at the first difference, and why that tells nobody anything. */
const known: Readonly<Record<string, string>> = {
  'apps/server/src/access/second-factor.ts: if (!factor.recoveryHashes.includes(hash)) return undefined':
    'SHA-256 of a code of 80 random bits: whoever learns where it differs has no code for it',
  'apps/server/src/access/second-factor.ts: return { ...factor, recoveryHashes: factor.recoveryHashes.filter((each) => each !== hash) }':
    'the same hash, once it was right',
  "apps/server/src/audit/chain.ts: if (hash !== hashOf(secret, last, note)) return { seq, fault: 'changed' }":
    'the operator reads their own log',
  'apps/server/src/audit/read-log.ts: found ||= entries.some(({ seq, hash }) => seq === known?.seq && hash === known.hash)':
    'the operator reads their own log',
  'apps/server/src/flows/change-api-clients.ts: if (newest?.hash === hash) return { changes: [], result: { client: before.doc, secret } }':
    'a hash of a secret that was made here a moment ago',
  "apps/server/src/flows/staff/add-staff.ts: if (added.enrolHash !== enrolHash) return refuse('made-already', { made: userId })":
    'a hash of a secret that was made here a moment ago',
}
const compares =
  /(?:hash(?:es)?|secret|token|signature|digest|hmac|nonce|mac)\w*(?:\.hash)? (?:===|!==) (?!undefined|null|'|\d)|(?:===|!==) [\w.?]*(?:hash|secret|token|signature|digest|hmac|nonce)\b|[hH]ashes\.includes\(/i
/** Sums that are no secrets: of files, of texts, of places on the disk. */
const noSecrets = /taxonomy\/src|matcher\/snapshot|media\/fetch-media|resumeToken|tokens\.length|mongodb\/feed/

test('secrets and their hashes are compared in a time that tells nothing of them', () => {
  const lines = serverLines().filter((line) => compares.test(line) && !noSecrets.test(line))
  // The link of somebody new on the staff: SHA-256 of 256 random bits, as above.
  const found = lines.filter((line) => !line.includes('flows/staff/enrol.ts'))
  assert.deepEqual(found.toSorted(), Object.keys(known).toSorted())
})
