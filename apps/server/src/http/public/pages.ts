import type { PublicJob } from '@rolecall/contract/api/public-jobs'
import type { JobPage, PageRenderer } from '@rolecall/contract/pages'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { AppDeps } from '../deps.ts'
import { countryOf } from './country.ts'
import { jobIdIn, pathOfJob } from './job-address.ts'
import { frameOf } from './page-frame.ts'
import { presentFound, presentPublicJob } from './present-job.ts'
import { readSearch } from './read-search.ts'
import { sendPage } from './send-page.ts'

const newestOnHome = 6
const mostSimilar = 5

/** The pages that anyone can read, without JavaScript, and the shell of the client app, for employers and for staff. */
export const pageRoutes = (app: FastifyInstance, deps: AppDeps, pages: PageRenderer): void => {
  const home = () => deps.settings.current().operator.countries
  app.get('/', async (request, reply) => {
    const frame = frameOf(deps, request, reply)
    const { language } = frame
    const country = countryOf({ countries: deps.board.countries(), home: home(), language }, request, reply)
    const found = presentFound(
      deps,
      deps.board.search({ ...readSearch({}, deps.look.taxonomy), country, lang: language }),
      {
        page: 1,
        language,
      },
    )
    const chatUrl = deps.config.whatsappLink(deps.texts.say({ key: 'web.chat.text' }, language))
    const newest = found.items.slice(0, newestOnHome)
    return sendPage(reply, pages.renderHome({ ...frame, openJobs: found.total, newest, chatUrl }))
  })

  app.get('/jobs', async (request, reply) => {
    const frame = frameOf(deps, request, reply)
    const { language } = frame
    const countries = deps.board.countries()
    const country = countryOf({ countries, home: home(), language }, request, reply)
    const search = readSearch(request.query, deps.look.taxonomy)
    const found = deps.board.search({ ...search, country, lang: language })
    const result = presentFound(deps, found, { page: search.page, language })
    return sendPage(
      reply,
      pages.renderJobList({
        ...frame,
        query: { ...search, country: found.country },
        countries,
        result,
      }),
    )
  })

  app.get<{ Params: { page: string } }>('/jobs/:page', async (request, reply) => {
    const id = jobIdIn(request.params.page)
    const found = id === undefined ? undefined : (await deps.store.get('jobs', id))?.doc
    if (found?.publishedAt === undefined) return sendNotFoundPage(deps, pages, request, reply)
    const path = pathOfJob(found.id, found.posting.title)
    // Not kept by browsers: a title that is changed back would lead in a circle.
    if (path !== pathOf(request))
      return reply.header('cache-control', 'no-cache').redirect(path + searchOf(request), 301)
    const frame = frameOf(deps, request, reply)
    const present = (job: typeof found) => presentPublicJob(deps, job, frame.language)
    const job = present(found)
    if (job === undefined) return sendNotFoundPage(deps, pages, request, reply)
    const similar = job.applyUrl === undefined ? deps.board.similar(found, mostSimilar) : []
    const page = pages.renderJob({
      ...frame,
      job,
      similar: similar.flatMap((other) => present(other) ?? []),
      ...reportOf(request.query),
    })
    return sendPage(isOver(job) ? reply.code(410) : reply, page)
  })

  for (const path of ['/employer', '/employer/*', '/operator', '/operator/*'])
    app.get(path, async (request, reply) => sendPage(reply, pages.renderEmployer(frameOf(deps, request, reply))))
}

export const sendNotFoundPage = (
  deps: AppDeps,
  pages: PageRenderer,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> =>
  sendPage(reply.code(404), pages.renderMessage({ ...frameOf(deps, request, reply), message: 'not-found' }))

/** A job that takes no applications any more is gone for search engines; a paused one may come back. */
const isOver = ({ state, applyUrl }: PublicJob): boolean => state !== 'paused' && applyUrl === undefined

const reportAnswers = ['thanks', 'missing', 'limited'] as const

/** What the form below a job has led to. */
const reportOf = (query: unknown): Pick<JobPage, 'report'> => {
  const said = typeof query === 'object' && query !== null && 'report' in query ? query.report : undefined
  const report = reportAnswers.find((answer) => answer === said)
  return report === undefined ? {} : { report }
}

const pathOf = ({ url }: FastifyRequest): string => url.split('?')[0] ?? ''
const searchOf = ({ url }: FastifyRequest): string => (url.includes('?') ? url.slice(url.indexOf('?')) : '')
