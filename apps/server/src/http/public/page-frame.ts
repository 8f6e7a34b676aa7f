import type { PageFrame } from '@rolecall/contract/pages'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { LRUCache } from 'lru-cache'
import type { AppDeps } from '../deps.ts'
import { keepChoice } from './kept-choice.ts'

const cookieName = '__Host-language'

/** What every page is given: its language, the sentences, and who runs the service. `own`: the reader's language. */
export const frameOf = (deps: AppDeps, request: FastifyRequest, reply: FastifyReply, own?: string): PageFrame => {
  const { texts } = deps
  const language = languageOf(deps, request, reply, own)
  return {
    language,
    languages: texts.languages.map((tag) => ({ tag, name: texts.catalogues[tag]?.['language.name'] ?? tag })),
    catalogue: texts.catalogues[language] ?? {},
    path: pathWithoutLanguage(request.url),
    origin: deps.config.publicUrl(),
    operator: deps.settings.current().operator.name,
    now: deps.clock.now(),
    assets: deps.assets,
  }
}

/** The language of the page, which is kept where it was asked for. */
export const languageOf = ({ texts }: AppDeps, request: FastifyRequest, reply: FastifyReply, own?: string): string => {
  const language = chooseLanguage(texts.languages, request, own)
  if (queryLanguage(request) === language) keepChoice(request, reply, { name: cookieName, value: language })
  return language
}

/** Asked for in the address, else the reader's own, else chosen before, else the browser's likeliest that we speak, else English. */
const chooseLanguage = (spoken: readonly string[], request: FastifyRequest, own: string | undefined): string => {
  const wanted = [
    queryLanguage(request),
    own,
    request.cookies[cookieName],
    ...acceptedLanguages(request.headers['accept-language']),
  ]
  for (const tag of wanted) {
    if (tag === undefined) continue
    const [exact, base] = [tag.toLowerCase(), tag.split('-')[0]?.toLowerCase()]
    const found = spoken.find((one) => one.toLowerCase() === exact) ?? spoken.find((one) => one.toLowerCase() === base)
    if (found !== undefined) return found
  }
  return 'en'
}

const queryLanguage = ({ query }: FastifyRequest): string | undefined =>
  typeof query === 'object' && query !== null && 'lang' in query && typeof query.lang === 'string'
    ? query.lang
    : undefined

/** Language tags of the header, likeliest first. Most requests bring one of a few dozen headers. */
export const acceptedLanguages = (header = ''): readonly string[] => {
  const likeliest = header.slice(0, 200)
  const known = readHeaders.get(likeliest)
  if (known !== undefined) return known
  const tags = tagsIn(likeliest)
  readHeaders.set(likeliest, tags)
  return tags
}

const readHeaders = new LRUCache<string, readonly string[]>({ max: 500 })

const tagsIn = (header: string): readonly string[] =>
  header
    .split(',')
    .map((part) => {
      const [tag = '', quality = 'q=1'] = part.trim().split(';')
      return { tag, quality: Number(quality.trim().replace(/^q=/, '')) || 0 }
    })
    .toSorted((a, b) => b.quality - a.quality)
    .flatMap(({ tag }) => (tag === '' || tag === '*' ? [] : [tag]))

/**
 * An address of ours whatever was asked for: one that begins with two slashes would lead a link to another site, and
 * `//` alone is no address at all.
 */
const pathWithoutLanguage = (url: string): string => {
  const own = `http://page/${url.replace(/^[/\\]+/, '')}`
  if (!URL.canParse(own)) return '/'
  const { pathname, searchParams } = new URL(own)
  searchParams.delete('lang')
  const query = searchParams.toString()
  const path = `/${pathname.replace(/^\/+/, '')}`
  return query === '' ? path : `${path}?${query}`
}
