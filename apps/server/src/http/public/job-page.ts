import type { PublicJob } from '@rolecall/contract/api/public-jobs'
import type { JobPage, PageRenderer } from '@rolecall/contract/pages'
import type { DocumentOf } from '@rolecall/core/model/collections'
import type { Stored } from '@rolecall/core/ports/store'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Made } from '../../cache/entries.ts'
import type { Blob } from '../../cache/shared-values.ts'
import type { AppDeps } from '../deps.ts'
import { jobIdIn, pathOfJob } from './job-address.ts'
import { sendNotFoundPage } from './not-found-page.ts'
import { frameOf, languageOf } from './page-frame.ts'
import { isOpenAt, presentPublicJob } from './present-job.ts'
import { packPage, sendPacked, sendPage } from './send-page.ts'

type Job = DocumentOf<'jobs'>

const mostSimilar = 5
/** How old the similar jobs below a job that has ended may be. Milliseconds. */
const similarMs = 30_000

/** `/jobs/<id>-<slug>`, from the cache. */
export const jobPageRoute = (app: FastifyInstance, deps: AppDeps, pages: PageRenderer): void => {
  const kept = deps.cached.shared('job-page')
  app.get<{ Params: { page: string } }>('/jobs/:page', async (request, reply) => {
    const id = jobIdIn(request.params.page)
    const found = id === undefined ? undefined : await deps.jobs.read(id)
    if (found?.doc.publishedAt === undefined) return sendNotFoundPage(deps, pages, request, reply)
    const path = pathOfDocument(found.doc)
    // Not kept by browsers: a title that is changed back would lead in a circle.
    if (path !== pathOf(request))
      return reply.header('cache-control', 'no-cache').redirect(path + searchOf(request), 301)
    // The language is the only word of the query that the page says again.
    const frame = () => ({ ...frameOf(deps, request, reply), path })
    const report = reportOf(request.query)
    if (report !== undefined) return sendReported(reply, pages, jobPageOf(deps, found.doc, { ...frame(), report }))
    const page = await kept.read({
      key: [found.doc.id, languageOf(deps, request, reply)],
      revision: revisionOf(deps, found),
      make: () => packJob(deps, pages, { job: found.doc, frame: frame() }),
    })
    return page === undefined ? sendNotFoundPage(deps, pages, request, reply) : sendPacked(reply, page)
  })
}

/** The address of a document that stays the same object while the board holds it. */
const pathOfDocument = (job: Job): string => {
  const known = paths.get(job)
  if (known !== undefined) return known
  const path = pathOfJob(job.id, job.posting.title)
  paths.set(job, path)
  return path
}
const paths = new WeakMap<Job, string>()

type Frame = ReturnType<typeof frameOf>

/** What the page of a job says besides its language. */
const revisionOf = ({ clock, edition, config, settings }: AppDeps, { doc, revision }: Stored<Job>): string => {
  const state = isOpenAt(doc, clock.now()) ? 'open' : doc.state
  return `${revision}\n${state}\n${edition}\n${config.publicUrl()}\n${settings.current().operator.name}`
}

const packJob = async (
  deps: AppDeps,
  pages: PageRenderer,
  { job, frame }: { readonly job: Job; readonly frame: Frame },
): Promise<Made<Blob> | undefined> => {
  const page = jobPageOf(deps, job, frame)
  if (page === undefined) return undefined
  const value = await packPage(pages.renderJob(page), isOver(page.job) ? 410 : 200)
  return { value, until: isOpenAt(job, frame.now) ? job.expiresAt : frame.now + similarMs }
}

const jobPageOf = (
  deps: AppDeps,
  found: Job,
  frame: Frame & { readonly report?: NonNullable<JobPage['report']> },
): JobPage | undefined => {
  const present = (job: Job) => presentPublicJob(deps, job, frame.language)
  const job = present(found)
  if (job === undefined) return undefined
  const similar = job.applyUrl === undefined ? deps.board.similar(found, mostSimilar) : []
  return { ...frame, job, similar: similar.flatMap((other) => present(other) ?? []) }
}

const sendReported = (reply: FastifyReply, pages: PageRenderer, page: JobPage | undefined): Promise<FastifyReply> => {
  if (page === undefined) throw new Error('a job that was published is shown')
  return sendPage(isOver(page.job) ? reply.code(410) : reply, pages.renderJob(page))
}

/** A job that takes no applications any more is gone for search engines; a paused one may come back. */
const isOver = ({ state, applyUrl }: PublicJob): boolean => state !== 'paused' && applyUrl === undefined

const reportAnswers = ['thanks', 'missing', 'limited'] as const

/** What the form below a job has led to. */
const reportOf = (query: unknown): JobPage['report'] => {
  const said = typeof query === 'object' && query !== null && 'report' in query ? query.report : undefined
  return reportAnswers.find((answer) => answer === said)
}

const pathOf = ({ url }: FastifyRequest): string => {
  const query = url.indexOf('?')
  return query < 0 ? url : url.slice(0, query)
}
const searchOf = (request: FastifyRequest): string => request.url.slice(pathOf(request).length)
