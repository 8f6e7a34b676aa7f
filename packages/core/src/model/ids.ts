export const idPrefixes = {
  accounts: 'acc',
  people: 'per',
  conversations: 'cnv',
  consents: 'con',
  organisations: 'org',
  users: 'usr',
  memberships: 'mem',
  sessions: 'ses',
  signingKeys: 'sig',
  webSignIns: 'wsi',
  passkeys: 'pky',
  jobs: 'job',
  applications: 'app',
  matchLists: 'lst',
  messages: 'msg',
  outbox: 'out',
  news: 'new',
  media: 'med',
  cases: 'cas',
  apiClients: 'cli',
  caseMessages: 'csm',
} as const

/** Makes an id from 16 random bytes: `job_` and 26 characters of Crockford's base 32, lower case. */
export const makeId = (collection: keyof typeof idPrefixes, randomBytes: Uint8Array): string => {
  const alphabet = '0123456789abcdefghjkmnpqrstvwxyz'
  let bits = 0n
  for (const byte of randomBytes.subarray(0, 16)) bits = (bits << 8n) | BigInt(byte)
  let text = ''
  for (let i = 0; i < 26; i += 1) {
    text = alphabet[Number(bits & 31n)] + text
    bits >>= 5n
  }
  return `${idPrefixes[collection]}_${text}`
}
