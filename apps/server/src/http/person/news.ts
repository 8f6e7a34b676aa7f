import type { OwnNews } from '@rolecall/contract/pages'
import type { JobLook } from '@rolecall/core/conversation/look'
import type { DocumentOf } from '@rolecall/core/model/collections'
import { newsTextOf } from '../../flows/parts/news-text.ts'
import { outboxMessageOf } from '../../flows/parts/task-documents.ts'
import type { AppDeps } from '../deps.ts'
import { pathOfJob } from '../public/job-address.ts'
import { type PersonSite, personPage } from './person-page.ts'

type Person = DocumentOf<'people'>

const most = 100

/** All that a person without WhatsApp was told. */
export const newsPages = (site: PersonSite): void => {
  const { deps, pages } = site
  personPage(site, '/me/news', async ({ viewer: { person }, frame }) =>
    pages.renderNews({ ...frame, news: await newsOf(deps, person, { language: frame.language, limit: most }) }),
  )
}

/** What is due, newest first. */
export const newsOf = async (
  deps: AppDeps,
  person: Person,
  { language, limit }: { readonly language: string; readonly limit: number },
): Promise<readonly OwnNews[]> => {
  const { items } = await deps.store.find('news', {
    index: 'person',
    where: [person.id],
    range: { below: deps.clock.now() + 1 },
    order: 'descending',
    limit,
  })
  return deps.matcher.withLook((look) =>
    items.flatMap(({ doc }) => present({ look, texts: deps.texts }, doc, { person, language })),
  )
}

const present = (
  { look, texts }: Pick<AppDeps, 'texts'> & { readonly look: JobLook },
  news: DocumentOf<'news'>,
  { person, language }: { readonly person: Person; readonly language: string },
): readonly OwnNews[] => {
  const message = outboxMessageOf(news)
  if (message === undefined) return []
  const jobs = jobsIn(message).flatMap((named) => {
    const job = 'id' in named ? look.job(named.id) : look.jobByCode(named.code)
    return job === undefined ? [] : [{ path: pathOfJob(job.id, job.posting.title), title: job.posting.title }]
  })
  const day = texts.text(language).date(news.dueAt, person.timeZone)
  return [{ id: news.id, day, text: newsTextOf(texts, message, language), jobs }]
}

type Message = NonNullable<ReturnType<typeof outboxMessageOf>>

/** Those of an alert's list, and the one of an invitation, which names its code. */
const jobsIn = ({ reply, template }: Message): readonly ({ readonly id: string } | { readonly code: string })[] => {
  if (reply.kind === 'list')
    return reply.sections.flatMap(({ rows }) =>
      rows.flatMap(({ id }) => (id.startsWith('job.') ? [{ id: id.slice('job.'.length) }] : [])),
    )
  const code = template?.values.code
  return typeof code === 'string' ? [{ code }] : []
}
