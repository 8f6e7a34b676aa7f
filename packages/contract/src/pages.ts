import type { JobSearch, JobSearchResult, PublicJob } from './api/public-jobs.ts'
import type { Labels } from './api/shapes.ts'
import type { ApplicationState } from './application.ts'
import type { Explanation } from './explanation.ts'
import type { Experience } from './profile.ts'
import type { WorkTimes } from './times.ts'

/** What each server-rendered page is given: plain JSON. */
export type PageFrame = {
  /** BCP 47 tag of the catalogue that the page is written in. */
  readonly language: string
  readonly languages: readonly { readonly tag: string; readonly name: string }[]
  readonly catalogue: Readonly<Record<string, string>>
  /** Path and query of this page without `lang`: the language switch adds it. */
  readonly path: string
  /** Origin of canonical addresses, without a slash at the end. */
  readonly origin: string
  /** Who runs this installation. */
  readonly operator: string
  /** Of the response's Content-Security-Policy, for structured data. */
  readonly nonce: string
  /** Epoch milliseconds. */
  readonly now: number
}

/** `chatUrl` opens a chat with the bot (wa.me or the simulator's phone). */
export type HomePage = PageFrame & {
  readonly openJobs: number
  readonly newest: readonly PublicJob[]
  readonly chatUrl?: string | undefined
}

export type JobListPage = PageFrame & {
  /** `country`: the one shown, or `all`. */
  readonly query: Pick<JobSearch, 'q' | 'place' | 'country'> & { readonly distanceKm?: number }
  /** ISO 3166-1 alpha-2 codes of the countries that have open jobs. */
  readonly countries: readonly string[]
  readonly result: JobSearchResult
}

/** Apply shows where `job.applyUrl` is; a closed job explains itself instead, and leads to `similar` ones that are open. */
export type JobPage = PageFrame & { readonly job: PublicJob; readonly similar: readonly PublicJob[] }

/** An empty page that starts the employers' client app. */
export type EmployerPage = PageFrame

/**
 * An attempt to sign in by WhatsApp. `waiting` for `text`, which `chatUrl` opens ready to send; `asked`: the chat asks which
 * `number` (two digits) this page shows; `over`: a new one is needed.
 */
export type SignInAttempt =
  | { readonly state: 'waiting'; readonly text: string; readonly chatUrl: string }
  | { readonly state: 'asked'; readonly number: string }
  | { readonly state: 'over'; readonly because: 'expired' | 'wrong-number' | 'not-me' }

/** `limited`: too many attempts came from this address. `reloads`: the browser asks for the page again by itself. */
export type SignInPage = PageFrame & {
  readonly attempt?: SignInAttempt
  readonly limited?: boolean
  /** A passkey was tried just now and did not work. */
  readonly passkeyRefused?: boolean
  readonly reloads: boolean
}

/** A page of a person's own. `name`: theirs. */
export type PersonFrame = PageFrame & { readonly name?: string }

/** A job for a person. `row`: what the chat's list says of it; `applyUrl` opens the chat at the job. */
export type OwnMatch = {
  readonly path: string
  readonly title: string
  readonly row: string
  readonly explanation: Explanation
  readonly applyUrl?: string
}

/** `page` counts from 1, as many jobs each as a list of the chat. `labels`: occupations and skills by id. */
export type MatchesPage = PersonFrame & {
  readonly page: number
  readonly hasMore: boolean
  readonly matches: readonly OwnMatch[]
  readonly labels: Labels
}

/** `next`: what comes next; `reason`: why they were not selected; both as sentences. `path`: the job's, while it is here. */
export type OwnApplication = {
  readonly id: string
  readonly title?: string
  readonly employer?: string
  readonly path?: string
  readonly state: ApplicationState
  readonly next: string
  readonly history: readonly { readonly state: ApplicationState; readonly day: string; readonly reason?: string }[]
  /** Whether it can still be taken back. */
  readonly open: boolean
}

/** Newest first. `withdrawing`: the one that the person is asked about once more. */
export type ApplicationsPage = PersonFrame & {
  readonly applications: readonly OwnApplication[]
  readonly saved: readonly Pick<OwnMatch, 'path' | 'title' | 'row'>[]
  readonly withdrawing?: string
}

/** Why an answer of the field was not taken as it was `typed`. `choices`: what may be meant, where it is that. */
export type ProfileProblem = {
  readonly field: string
  readonly typed: string
  readonly text: string
  readonly choices: readonly { readonly id: string; readonly title: string }[]
}

/**
 * `answers`: all of them, as they read. `typed`: those that can be edited as text. `own`: the person's language. `saved`: an
 * answer was changed just now.
 */
export type ProfilePage = PersonFrame & {
  readonly answers: readonly { readonly field: ProfileField; readonly value: string }[]
  readonly typed: Partial<Record<ProfileField, string>>
  readonly experience?: Experience
  readonly times?: WorkTimes
  readonly own: string
  readonly alerts: boolean
  readonly licences?: string
  readonly saved?: boolean
  readonly problem?: ProfileProblem
}
export type ProfileField = 'name' | 'work' | 'place' | 'experience' | 'times' | 'pay' | 'language'

/**
 * Newest first. `device`: what is known of the browser; `since`, `seen` and `used` as they read. `fresh`: the sign-in is not
 * old, so that passkeys are added and removed.
 */
export type SessionsPage = PersonFrame & {
  readonly sessions: readonly {
    readonly id: string
    readonly device?: string
    readonly since: string
    readonly seen: string
    readonly current: boolean
  }[]
  readonly passkeys: readonly {
    readonly id: string
    readonly name: string
    readonly since: string
    readonly used?: string
  }[]
  readonly fresh: boolean
  readonly passkeyRefused?: boolean
}

/** What went wrong: `not-found` (404), `gone` (410: erased), `problem` (5xx). */
export type MessagePage = PageFrame & { readonly message: 'not-found' | 'gone' | 'problem' }

/** What `entry-server` of the web app exports; each answers a whole HTML document. */
export type PageRenderer = {
  renderHome(page: HomePage): string
  renderJobList(page: JobListPage): string
  renderJob(page: JobPage): string
  renderEmployer(page: EmployerPage): string
  renderSignIn(page: SignInPage): string
  renderMatches(page: MatchesPage): string
  renderApplications(page: ApplicationsPage): string
  renderProfile(page: ProfilePage): string
  renderSessions(page: SessionsPage): string
  renderMessage(page: MessagePage): string
}
