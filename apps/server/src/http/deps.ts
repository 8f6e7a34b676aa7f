import type { DemoAccount } from '@rolecall/contract/api/session'
import type { AssetOrigin, PageRenderer } from '@rolecall/contract/pages'
import type { ReferenceLook } from '@rolecall/core/conversation/look'
import type { Words } from '@rolecall/core/conversation/words'
import type { Clock } from '@rolecall/core/ports/clock'
import type { Store } from '@rolecall/core/ports/store'
import type { AccessTokens } from '../access/access-token.ts'
import type { BothRights } from '../access/rights.ts'
import type { CacheRoom } from '../cache/room.ts'
import type { Passwords } from '../flows/parts/passwords.ts'
import type { Limits } from '../limits/limits.ts'
import type { Log } from '../log.ts'
import type { MakeId } from '../make-id.ts'
import type { MatchIndex } from '../matcher/match-index.ts'
import type { Matcher } from '../matcher/matcher.ts'
import type { Settings } from '../settings/settings.ts'
import type { HttpWatch } from '../telemetry/watch-http.ts'
import type { Texts } from '../texts.ts'
import type { Subscribe } from './organisation-events.ts'
import type { CurrentJobs } from './public/current-jobs.ts'
import type { JobBoard } from './public/job-board.ts'
import type { Load } from './shed-load.ts'

/** What the HTTP interface runs on. */
export type AppDeps = {
  readonly store: Store
  readonly clock: Clock
  readonly log: Log
  readonly makeId: MakeId
  /** Of a cryptographic source. */
  readonly randomBytes: (count: number) => Buffer
  readonly accessTokens: AccessTokens
  readonly limits: Limits
  /** Makes and judges the refresh tokens of sessions. */
  readonly refreshSecret: Buffer
  /** Key of what an attempt to sign in by WhatsApp is kept as. */
  readonly signInSecret: Buffer
  /** Key of what a request with an Idempotency-Key is kept as. */
  readonly onceSecret: Buffer
  readonly look: ReferenceLook
  readonly index: MatchIndex
  readonly matcher: Pick<Matcher, 'withLook' | 'explain'>
  readonly texts: Texts
  /** The words that the chat understands. */
  readonly words: Words
  readonly board: JobBoard
  readonly jobs: CurrentJobs
  readonly rights: BothRights
  /** Where pages and answers are cached, if the table in `cache/kept.ts` says so. */
  readonly cached: CacheRoom
  /** Names what pages are made of besides data: the build, the sentences, the taxonomy. */
  readonly edition: string
  /** Calls back on each change of an organisation's data; returns the unsubscriber. */
  readonly subscribe: Subscribe
  /** Whether this process has read what it needs to answer. */
  readonly ready: () => boolean
  /** What the web app's server bundle exports; without it the API is served alone. */
  readonly pages?: PageRenderer
  /** The folder that `/assets/` serves, file names with a hash in them. */
  readonly assetsDir?: string
  /** Where else pages load them from. */
  readonly assets?: AssetOrigin | undefined
  /** By default argon2id, slow on purpose. */
  readonly passwords?: Passwords
  readonly settings: Settings
  /** Looks on at requests and streams. */
  readonly watch?: HttpWatch
  /** What this process has to do; its own thread when absent. */
  readonly load?: Load
  readonly config: HttpConfig
}

export type HttpConfig = {
  /** Origin that people open, without a slash at the end. Known for sure once the server listens. */
  readonly publicUrl: () => string
  /** Proxies whose X-Forwarded-For is believed: addresses and networks, or how many stand one behind the other. */
  readonly trustedProxies: readonly string[] | number
  /** Whether mails leave; without them nobody can sign up. */
  readonly mail: boolean
  /** Whether employers may say what matters most for a job. */
  readonly mayTilt: boolean
  readonly demo: boolean
  /** Shown on the sign-in page where `demo` is on. */
  readonly demoAccounts: readonly DemoAccount[]
  /** The business number that writes to people who never chatted with another. */
  readonly phoneNumberId: string
  /** A link that opens the chat with this text ready to send. */
  readonly whatsappLink: (text: string) => string
}
