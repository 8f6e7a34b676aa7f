import type { FastifyReply, FastifyRequest } from 'fastify'
import { keepChoice } from './kept-choice.ts'
import { acceptedLanguages } from './page-frame.ts'

const cookieName = '__Host-country'

/**
 * The country whose jobs a visitor sees, or `all`: asked for in the address, which is kept, else chosen before, else the
 * browser's, else where the page's language is at home, else the operator's first. `all` where there is nothing to choose.
 */
export const countryOf = (
  { countries, home, language }: CountryChoice,
  request: FastifyRequest,
  reply: FastifyReply,
): string => {
  if (countries.length < 2) return 'all'
  const known = (country: string | undefined): country is string =>
    country === 'all' || countries.includes(country ?? '')
  const asked = queryCountry(request)
  if (known(asked)) keepChoice(request, reply, { name: cookieName, value: asked })
  const wanted = [
    asked,
    request.cookies[cookieName],
    ...acceptedLanguages(request.headers['accept-language']).map(regionOf),
    ...home.filter((country) => languageOf(country) === language.split('-')[0]),
    ...home,
    ...countries,
  ]
  return wanted.find(known) ?? 'all'
}

type CountryChoice = {
  /** Countries with open jobs. */
  readonly countries: readonly string[]
  /** The operator's countries, the first one first. */
  readonly home: readonly string[]
  /** The page's. */
  readonly language: string
}

const queryCountry = ({ query }: FastifyRequest): string | undefined =>
  typeof query === 'object' && query !== null && 'country' in query && typeof query.country === 'string'
    ? query.country
    : undefined

const regionOf = (tag: string): string | undefined => /^[a-z]{2,3}-([A-Z]{2})\b/i.exec(tag)?.[1]?.toUpperCase()

/** The language that most people of a country speak, of Unicode's likely subtags. */
const languageOf = (country: string): string => new Intl.Locale(`und-${country}`).maximize().language
