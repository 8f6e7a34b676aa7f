import type { OwnMatch, PersonFrame } from '@rolecall/contract/pages'
import { changesOf } from '@rolecall/core/conversation/changes'
import { listShown, matchesOf } from '@rolecall/core/conversation/job-list'
import { rowDescription } from '@rolecall/core/conversation/job-phrases'
import type { MatchView } from '@rolecall/core/conversation/look'
import { readOwnChat } from '../../flows/parts/read-own-chat.ts'
import { applyUrlOf } from '../apply-url.ts'
import type { AppDeps } from '../deps.ts'
import { idsOfExplanation, labelsOf } from '../labels.ts'
import { pathOfJob } from '../public/job-address.ts'
import { newsOf } from './news.ts'
import { type PersonSite, personPage } from './person-page.ts'

/** Jobs that fit, as the chat lists them: the same ones, in the same order, in the same words. */
export const matchPages = (site: PersonSite): void => {
  const { deps, pages } = site
  personPage(site, '/me', async ({ viewer: { person }, frame, request }) => {
    const chat = await readOwnChat(deps, person, deps.config.phoneNumberId)
    const applications = chat?.context.applications.map(({ doc }) => doc) ?? []
    const interests = chat?.context.interests.map(({ doc }) => doc) ?? []
    const page = pageIn(request.query)
    const { matches, hasMore } = await deps.matcher.withLook((look) =>
      matchesOf({ look, applications, interests }, person, page - 1),
    )
    if (matches.length > 0 && chat !== undefined)
      await logShown(deps, listShown({ id: deps.makeId }, person, matches, page - 1), chat.context)
    const ids = matches.flatMap(({ explanation }) => idsOfExplanation(explanation))
    return pages.renderMatches({
      ...frame,
      page,
      hasMore,
      matches: matches.map((match) => present(deps, match, frame)),
      news: page === 1 ? await newsOf(deps, person, { language: frame.language, limit: newsShown }) : [],
      ...(isWelcome(request.query) ? { welcome: true } : {}),
      ...(person.channel === 'web' ? { hasEmail: person.emailKey !== undefined, alerts: person.alerts } : {}),
      labels: labelsOf(deps.look.taxonomy, frame.language, ids),
    })
  })
}

const newsShown = 3

const isWelcome = (query: unknown): boolean =>
  typeof query === 'object' && query !== null && 'welcome' in query && query.welcome === 'yes'

/** Without WhatsApp one applies here. */
const present = (deps: AppDeps, { job, explanation }: MatchView, { language, webOnly }: PersonFrame): OwnMatch => {
  const applyUrl = webOnly ? undefined : applyUrlOf(deps, job, language)
  return {
    path: pathOfJob(job.id, job.posting.title),
    title: job.posting.title,
    row: deps.texts.say(rowDescription(job, explanation), language),
    explanation,
    ...(applyUrl === undefined ? {} : { applyUrl }),
    ...(webOnly ? { applyPath: `/me/apply/${job.id}` } : {}),
  }
}

/** Nothing is decided by secret: each list that is shown is kept with its reasons. */
const logShown = async (
  { store, clock }: AppDeps,
  shown: ReturnType<typeof listShown>,
  context: Omit<Parameters<typeof changesOf>[1], 'now'>,
): Promise<void> => {
  const changes = changesOf([shown], { ...context, now: clock.now() })
  await store.commit(changes.filter(({ collection }) => collection === 'matchLists'))
}

const pageIn = (query: unknown): number => {
  const given = typeof query === 'object' && query !== null && 'page' in query ? Number(query.page) : 1
  return Number.isInteger(given) && given >= 1 && given <= 500 ? given : 1
}
