import type { ReferenceLook } from '@rolecall/core/conversation/look'
import type { Words } from '@rolecall/core/conversation/words'
import type { Clock } from '@rolecall/core/ports/clock'
import type { Files } from '@rolecall/core/ports/files'
import type { Mailer } from '@rolecall/core/ports/mail'
import type { Messenger } from '@rolecall/core/ports/messenger'
import type { Store } from '@rolecall/core/ports/store'
import type { Config } from '../config.ts'
import type { Limits } from '../limits/limits.ts'
import type { Log } from '../log.ts'
import type { MakeId } from '../make-id.ts'
import type { MatchIndex } from '../matcher/match-index.ts'
import type { Matcher } from '../matcher/matcher.ts'
import type { CurrentSettings } from '../settings/settings.ts'
import type { FlowTelemetry } from '../telemetry/flow-telemetry.ts'
import type { Texts } from '../texts.ts'

/** What the flows of the chat run on. */
export type FlowDeps = {
  readonly store: Store
  readonly clock: Clock
  readonly log: Log
  readonly makeId: MakeId
  /** 0 to 1. */
  readonly random: () => number
  readonly messenger: Messenger
  readonly mailer: Mailer
  readonly files: Files
  readonly matcher: Matcher
  readonly index: MatchIndex
  readonly look: ReferenceLook
  readonly texts: Texts
  readonly words: Words
  readonly sendRate: SendRate
  readonly telemetry: FlowTelemetry
  /** Key of the hashes of what would tell who wrote: message ids hold the number too. */
  readonly inboxSecret: string
  /** Key of what an attempt to sign in by WhatsApp is kept as. */
  readonly signInSecret: Buffer
  readonly limits: Limits
  /** Key of the audit log's hashes. */
  readonly auditSecret: Buffer
  readonly settings: CurrentSettings
  readonly config: {
    readonly whatsapp: Pick<Config['whatsapp'], 'portfolioId' | 'phoneNumberId' | 'wabaId'>
    /** Origin that people open, without a slash at the end. */
    readonly publicUrl: string
  }
}

/** Lets messages through within a number's rate. Resolves when one may leave. */
export type SendRate = { turn(phoneNumberId: string): Promise<void> }
