import type { JobSearch } from '@rolecall/contract/api/public-jobs'
import type { PageFrame, PageRenderer } from '@rolecall/contract/pages'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { AppDeps } from '../deps.ts'
import { boardRevision } from './board-revision.ts'
import { countryOf } from './country.ts'
import { jobPageRoute } from './job-page.ts'
import { frameOf } from './page-frame.ts'
import { presentFound } from './present-job.ts'
import { readSearch } from './read-search.ts'
import { packPage, sendPacked, sendPage } from './send-page.ts'

const newestOnHome = 6

/** The pages that anyone can read, without JavaScript, and the shell of the client app, for employers and for staff. */
export const pageRoutes = (app: FastifyInstance, deps: AppDeps, pages: PageRenderer): void => {
  const kept = deps.cached.shared('job-list')
  const listOf = (request: FastifyRequest, reply: FastifyReply, query: unknown) => {
    const frame = frameOf(deps, request, reply)
    const { language } = frame
    const countries = deps.board.countries()
    const home = deps.settings.current().operator.countries
    const country = countryOf({ countries, home, language }, request, reply)
    return { frame, countries, search: { ...readSearch(query, deps.look.taxonomy), country, lang: language } }
  }
  const send = async (reply: FastifyReply, asked: ReturnType<typeof listOf>, render: Render) => {
    const { frame, search } = asked
    const page = await kept.read({
      key: [frame.path, JSON.stringify(search)],
      revision: boardRevision(deps),
      make: async () => ({
        value: await packPage(render(frame, find(deps, search)), 200),
        until: deps.board.nextEnd(),
      }),
    })
    return page && sendPacked(reply, page)
  }

  app.get('/', async (request, reply) => {
    const asked = listOf(request, reply, {})
    return send(reply, asked, (frame, { result }) => {
      const chatUrl = deps.config.whatsappLink(deps.texts.say({ key: 'web.chat.text' }, frame.language))
      const newest = result.items.slice(0, newestOnHome)
      return pages.renderHome({ ...frame, openJobs: result.total, newest, chatUrl })
    })
  })

  app.get('/jobs', async (request, reply) => {
    const asked = listOf(request, reply, request.query)
    const { search, countries } = asked
    return send(reply, asked, (frame, { result, country }) =>
      pages.renderJobList({ ...frame, query: { ...search, country }, countries, result }),
    )
  })

  jobPageRoute(app, deps, pages)

  for (const path of ['/employer', '/employer/*', '/operator', '/operator/*'])
    app.get(path, async (request, reply) => sendPage(reply, pages.renderEmployer(frameOf(deps, request, reply))))
}

type Render = (frame: PageFrame, found: ReturnType<typeof find>) => string

const find = (deps: AppDeps, search: JobSearch) => {
  const found = deps.board.search(search)
  return { country: found.country, result: presentFound(deps, found, { page: search.page, language: search.lang }) }
}
