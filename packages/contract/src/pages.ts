import type { JobFilters, JobSearch, JobSearchResult, PublicJob } from './api/public-jobs.ts'
import type { Labels } from './api/shapes.ts'
import type { ApplicationState } from './application.ts'
import type { Explanation } from './explanation.ts'
import type { LanguageLevel } from './language.ts'
import type { Experience, HeldField } from './profile.ts'
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
  /** Epoch milliseconds. */
  readonly now: number
  /** Where styles and scripts are loaded from; absent: from here. */
  readonly assets?: AssetOrigin | undefined
}

/**
 * `url`: what their paths stand behind, without a slash at the end. `integrity`: what each must be, by its path. `importMap`: the same
 * of the scripts, as the JSON that stands in a page; the policy knows it by its hash.
 */
export type AssetOrigin = {
  readonly url: string
  readonly integrity: Readonly<Record<string, string>>
  readonly importMap: string
}

/** `chatUrl` opens a chat with the bot (wa.me or the simulator's phone). */
export type HomePage = PageFrame & {
  readonly openJobs: number
  readonly newest: readonly PublicJob[]
  readonly chatUrl?: string | undefined
}

export type JobListPage = PageFrame & {
  /** `country`: the one shown, or `all`. `sort`: where one was chosen. */
  readonly query: Pick<JobSearch, 'q' | 'place' | 'country' | 'sort'> & JobFilters & { readonly distanceKm?: number }
  /** ISO 3166-1 alpha-2 codes of the countries that have open jobs. */
  readonly countries: readonly string[]
  readonly result: JobSearchResult
}

/** Apply shows where `job.applyUrl` is; a closed job explains itself instead, and leads to `similar` ones that are open. */
export type JobPage = PageFrame & {
  readonly job: PublicJob
  readonly similar: readonly PublicJob[]
  /** What became of a report of this job that was sent just now. */
  readonly report?: 'thanks' | 'missing' | 'limited'
}

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
  /** Whether one can sign in by e-mail. */
  readonly mail?: boolean
  readonly attempt?: SignInAttempt
  readonly limited?: boolean
  /** A passkey was tried just now and did not work. */
  readonly passkeyRefused?: boolean
  readonly reloads: boolean
}

/** A page of a person's own. `name`: theirs. `webOnly`: they have no WhatsApp here. */
export type PersonFrame = PageFrame & { readonly name?: string; readonly webOnly?: boolean }

/** A job for a person. `row`: what the chat's list says of it; `applyUrl` opens the chat at the job. */
export type OwnMatch = {
  readonly path: string
  readonly title: string
  readonly row: string
  readonly explanation: Explanation
  readonly applyUrl?: string
  /** Where one applies without WhatsApp. */
  readonly applyPath?: string
}

/** `page` counts from 1, as many jobs each as a list of the chat. `labels`: occupations and skills by id. */
export type MatchesPage = PersonFrame & {
  readonly page: number
  readonly hasMore: boolean
  readonly matches: readonly OwnMatch[]
  readonly labels: Labels
  /** What they were not shown before, newest first. */
  readonly news: readonly OwnNews[]
  /** They registered just now. */
  readonly welcome?: boolean
  /** Whether they have an e-mail to come back by; absent where WhatsApp is the way. */
  readonly hasEmail?: boolean
  /** Whether they hear of new jobs; absent where the chat asked. */
  readonly alerts?: boolean
}

/** What a person without WhatsApp is told: paragraphs, and the jobs that it is about. */
export type OwnNews = {
  readonly id: string
  readonly day: string
  readonly text: readonly string[]
  readonly jobs: readonly { readonly path: string; readonly title: string }[]
}

export type NewsPage = PersonFrame & { readonly news: readonly OwnNews[] }

/**
 * Registering on the web. Without `asked` one is asked to agree. `n` of `total`; `back`: the question before. `job`: the one
 * that they want to apply for, by its code.
 */
export type RegisterPage = PersonFrame & {
  readonly job?: string
  readonly limited?: boolean
  readonly n: number
  readonly total: number
  readonly asked?: {
    readonly question: RegisterQuestion
    readonly text: string
    readonly options: readonly { readonly id: string; readonly label: string }[]
    /** As they answered before, in words that can be edited; of options, the answer itself. */
    readonly typed?: string
    readonly answer?: string
    readonly back?: RegisterQuestion
    readonly problem?: ProfileProblem
  }
}
export type RegisterQuestion = Exclude<ProfileField, 'language'>

/** `warnings`: what the job asks for and the person did not say they have. `missing`: questions that lack an answer. */
export type ApplyPage = PersonFrame & {
  readonly jobId: string
  readonly title?: string
  readonly employer?: string
  readonly jobPath?: string
  readonly warnings: readonly string[]
  readonly canSayHeld: boolean
  readonly questions: readonly {
    readonly id: string
    readonly text: string
    readonly answer: 'yes-no' | 'text'
    readonly given?: string
  }[]
  readonly missing: readonly string[]
  /** Why one cannot apply, where it is that. */
  readonly over?: readonly string[]
}

/** How a person hears of news, and comes back. `said`: what became of what they asked for. */
export type ContactPage = PersonFrame & {
  readonly mail: boolean
  readonly email?: string
  readonly emailUpdates: boolean
  readonly said?: 'sent' | 'confirmed' | 'taken' | 'over' | 'removed' | 'saved' | 'not-email' | 'limited'
  readonly typed?: string
}

/** `attempt` as of signing in; `joined`: their WhatsApp is joined. */
export type JoinPage = PersonFrame & {
  readonly attempt?: SignInAttempt
  readonly joined?: boolean
  readonly limited?: boolean
  readonly reloads: boolean
}

/**
 * One step of a mail's link, which a button takes: mail programs open links on their own. `step`: what the button does, or what
 * there is to say.
 */
export type MailLinkPage = PageFrame & {
  readonly step: 'sign-in' | 'confirm' | 'stop' | 'sign-out' | 'sent' | 'over' | 'wrong-browser' | 'stopped' | 'limited'
  readonly action?: string
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
  readonly thread: OwnThread
}

/**
 * What the person and the employer wrote to each other, oldest first, the newest of it. `state`: whether the person can write;
 * `closed`: the employer takes no messages. `read`: the employer has read it.
 */
export type OwnThread = {
  readonly messages: readonly {
    readonly id: string
    readonly mine: boolean
    readonly text: string
    readonly when: string
    readonly read: boolean
  }[]
  readonly state: 'open' | 'ended' | 'blocked' | 'closed' | 'stopped' | 'wait'
}

/** Newest first. `withdrawing`: the one that the person is asked about once more. */
export type ApplicationsPage = PersonFrame & {
  readonly applications: readonly OwnApplication[]
  readonly saved: readonly Pick<OwnMatch, 'path' | 'title' | 'row'>[]
  /** They applied just now. */
  readonly applied?: boolean
  readonly withdrawing?: string
  /** What was not taken of a form about one application, as it was typed. */
  readonly refused?: { readonly application: string; readonly text: string; readonly because: 'length' | 'closed' }
  /** The employer of this application was reported just now. */
  readonly reported?: string
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
  /** What they said that they have, each to be taken back. `level`: of a language. */
  readonly held: readonly {
    readonly field: HeldField
    readonly value: string
    readonly text: string
    readonly level?: LanguageLevel
  }[]
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

/** A yes or no that is on record and counts. `when`: as it reads; `version`: of the text that was agreed to. */
export type OwnConsent = {
  readonly scope: 'service' | 'alerts' | 'share-contact'
  readonly organisationId?: string
  readonly organisation?: string
  readonly given: boolean
  readonly when: string
  readonly channel: 'whatsapp' | 'web' | 'staff'
  readonly version: string
}

/** `shared`: others use the phone too; `file`: the path of the whole as JSON; `saved`: something was changed just now. */
export type PrivacyPage = PersonFrame & {
  readonly consents: readonly OwnConsent[]
  readonly shared: boolean
  readonly file: string
  readonly saved?: boolean
}

/** One kind of what is kept, as it reads, newest first; `more` are in the file alone. */
export type OwnDataSection = {
  readonly id:
    | 'answers'
    | 'numbers'
    | 'consents'
    | 'applications'
    | 'jobs'
    | 'lists'
    | 'messages'
    | 'sign-ins'
    | 'files'
    | 'cases'
  readonly rows: readonly { readonly title: string; readonly lines: readonly string[] }[]
  readonly more: number
}

/** `own`: the reader is signed in, and has other pages. `alone`: nobody else uses the phone. */
export type OwnDataPage = PersonFrame & {
  readonly own: boolean
  readonly alone: boolean
  readonly sections: readonly OwnDataSection[]
  readonly file: string
}

/** Behind the link that the chat gave. Without `token` it was used, or its time is over. */
export type DataLinkPage = PageFrame & { readonly token?: string }

/** `fresh`: they signed in lately enough to delete everything. */
export type ErasePage = PersonFrame & { readonly fresh: boolean }
/** Everything of a person was deleted. */
export type ErasedPage = PageFrame & { readonly receipt: string; readonly when: string }

/** What went wrong: `not-found` (404), `gone` (410: erased), `problem` (5xx). */
export type MessagePage = PageFrame & { readonly message: 'not-found' | 'gone' | 'problem' | 'not-taken' }

/**
 * Asked too often (429), and how long to wait. `next`: to ask `again` for the page at `path`, or where a form that was not taken
 * leaves the reader: at their own page or at the jobs, which `path` is then.
 */
export type LimitedPage = PageFrame & { readonly waitMinutes: number; readonly next: 'again' | 'me' | 'jobs' }

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
  renderRegister(page: RegisterPage): string
  renderNews(page: NewsPage): string
  renderApply(page: ApplyPage): string
  renderContact(page: ContactPage): string
  renderJoin(page: JoinPage): string
  renderMailLink(page: MailLinkPage): string
  renderPrivacy(page: PrivacyPage): string
  renderOwnData(page: OwnDataPage): string
  renderDataLink(page: DataLinkPage): string
  renderErase(page: ErasePage): string
  renderErased(page: ErasedPage): string
  renderMessage(page: MessagePage): string
  renderLimited(page: LimitedPage): string
}
