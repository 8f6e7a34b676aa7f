import type { EmploymentType, JobState } from './job.ts'
import type { Pay } from './pay.ts'
import type { Requirement } from './requirement.ts'
import type { Day, DayPart, ShiftHours } from './times.ts'

/** What each server-rendered page is given: plain JSON. Times are epoch milliseconds. */
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
  readonly now: number
}

/** A job as a row of a list. `path` is its lasting address, slug included. */
export type JobCard = {
  readonly path: string
  readonly title: string
  readonly organisation: string
  readonly place: string
  readonly remote: boolean
  readonly distanceKm?: number
  readonly pay: Pay
  readonly employmentType: EmploymentType
  readonly days: readonly Day[]
  readonly parts: readonly DayPart[]
  readonly hours?: ShiftHours
  readonly publishedAt: number
}

export type HomePage = PageFrame & {
  readonly openJobs: number
  readonly newest: readonly JobCard[]
  readonly chatUrl?: string
}

/** `page` counts from 1. `placeLabel` is the place as understood; absent when `place` was empty or not found. */
export type JobListPage = PageFrame & {
  readonly query: { readonly q: string; readonly place: string; readonly distanceKm: number; readonly page: number }
  readonly placeLabel?: string
  readonly placeUnknown?: boolean
  readonly total: number
  readonly pages: number
  readonly jobs: readonly JobCard[]
}

/** `labels` names the occupations and skills that the job mentions, by id, in the page's language. */
export type JobPage = PageFrame & {
  readonly labels: Readonly<Record<string, string>>
  readonly job: JobCard & {
    readonly id: string
    readonly state: JobState
    readonly occupation: string
    readonly description: { readonly text: string; readonly language: string }
    readonly country: string
    readonly timeZone: string
    readonly requirements: readonly Requirement[]
    readonly questions: readonly string[]
    readonly openings: number
    readonly answerDays: number
    /** ISO 8601 dates. */
    readonly startsOn?: string
    readonly expiresOn: string
    readonly closedAt?: number
  }
  /** Where Apply leads (wa.me or the simulator's phone); absent unless the job is open. */
  readonly applyUrl?: string
}

/** The employer's pages: an empty page that starts the client app. */
export type EmployerPage = PageFrame

/** What went wrong: `not-found` (404), `gone` (410: erased), `problem` (5xx). */
export type MessagePage = PageFrame & { readonly message: 'not-found' | 'gone' | 'problem' }

/** What `entry-server` of the web app exports; each answers a whole HTML document. */
export type PageRenderer = {
  renderHome(page: HomePage): string
  renderJobList(page: JobListPage): string
  renderJob(page: JobPage): string
  renderEmployer(page: EmployerPage): string
  renderMessage(page: MessagePage): string
}
