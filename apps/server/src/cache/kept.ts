const second = 1000
const minute = 60 * second
const kB = 1024
const MB = 1024 * kB

/** One kind of what is cached. Times in ms. */
export type Keeping = {
  readonly what: string
  /** What it saves. */
  readonly why: string
  /** What an entry is found by. */
  readonly key: string
  /** What an entry of an older one is not given for any more. */
  readonly revision: string
  /** Given as it is for so long. */
  readonly freshMs: number
  /** Then given for so long while it is made anew. */
  readonly staleMs: number
  /** Given for so long after it was made although its revision has moved on. */
  readonly behindMs: number
  /** A larger value is not kept. */
  readonly valueBytes: number
  /** What all of its entries take in one process: then those leave that were used the longest ago. */
  readonly ownBytes: number
  /** Whether Redis has it too. What says who somebody is, or what they may do, never leaves the process. */
  readonly shared: boolean
  readonly invalidatedBy: string
}

const page = { valueBytes: 256 * kB, shared: true, behindMs: 0 } as const
const rights = {
  why: 'most requests of somebody signed in come in bursts, and each would read it',
  revision: 'none',
  freshMs: 3 * second,
  staleMs: 0,
  behindMs: 0,
  valueBytes: 64 * kB,
  ownBytes: 8 * MB,
  shared: false,
  invalidatedBy: 'the commit in its own process, the change feed in the others; after 3 s at the latest',
} as const

/** What is cached, and why. docs/scaling.md prints it. */
export const kept = {
  'job-page': {
    ...page,
    what: 'page of a job, `/jobs/<id>-<slug>`, compressed',
    why: 'what is read most; to render one takes a hundred times as long as to send it',
    key: 'job, language',
    revision: 'revision and state of the job, edition of the pages, name of the operator',
    freshMs: 60 * minute,
    staleMs: 5 * minute,
    ownBytes: 64 * MB,
    invalidatedBy: 'a new revision of the job; its end; after 30 s where it shows similar jobs',
  },
  'job-list': {
    ...page,
    what: 'lists of jobs, `/` and `/jobs`, compressed',
    why: 'a search goes over every open job, and the list is rendered',
    key: 'address, search, country, language',
    revision: 'revision of the board of open jobs, edition of the pages, operator',
    freshMs: minute,
    staleMs: 10 * second,
    behindMs: 400,
    ownBytes: 32 * MB,
    invalidatedBy: 'a change of any open job, within 0.4 s; the next end of a job',
  },
  'job-search': {
    ...page,
    what: 'answers of `GET /api/v1/jobs`',
    why: 'a search goes over every open job, and its answer is checked against the contract',
    key: 'search, language',
    revision: 'revision of the board of open jobs, edition of the pages, operator',
    freshMs: minute,
    staleMs: 10 * second,
    behindMs: 400,
    ownBytes: 16 * MB,
    invalidatedBy: 'a change of any open job, within 0.4 s; the next end of a job',
  },
  suggestions: {
    ...page,
    what: 'suggestions of occupations, skills and places',
    why: 'each letter that is typed into a job form asks for them',
    key: 'operation, text, language, occupation',
    revision: 'edition of the pages (it names the taxonomy), countries of the operator',
    freshMs: 60 * minute,
    staleMs: 5 * minute,
    ownBytes: 8 * MB,
    valueBytes: 16 * kB,
    invalidatedBy: 'another taxonomy, other countries',
  },
  job: {
    what: 'jobs that are not open any more (the open ones are a replica of the change feed)',
    why: 'search engines and old links lead to them',
    key: 'job',
    revision: 'none',
    freshMs: 10 * minute,
    staleMs: 0,
    behindMs: 0,
    valueBytes: 64 * kB,
    ownBytes: 16 * MB,
    shared: false,
    invalidatedBy:
      'the commit in its own process, the change feed in the others; not used while the feed is not heard of',
  },
  session: { ...rights, what: 'sessions', key: 'session' },
  user: { ...rights, what: 'users', key: 'user' },
  memberships: { ...rights, what: 'memberships with their organisations', key: 'user' },
  staff: { ...rights, what: 'staff of the operator', key: 'user' },
  'api-client': { ...rights, what: 'API clients with their organisation', key: 'API client' },
} as const satisfies Record<string, Keeping>

export type KeptName = keyof typeof kept
export type SharedName = { [N in KeptName]: (typeof kept)[N]['shared'] extends true ? N : never }[KeptName]
export type OwnName = Exclude<KeptName, SharedName>
