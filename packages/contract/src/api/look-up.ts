import { z } from 'zod'
import { LanguageTag } from '../language.ts'
import { Place } from '../place.ts'
import type { Route } from './route.ts'

const words = z.string().trim().max(100)

const LookUpQuery = z.strictObject({ q: words, lang: LanguageTag.default('en') })

export const OccupationFound = z.object({ id: z.string(), label: z.string(), isco: z.string() })
export type OccupationFound = z.infer<typeof OccupationFound>
export const SkillFound = z.object({ id: z.string(), label: z.string() })
export type SkillFound = z.infer<typeof SkillFound>
/** A place of the gazetteer; `population` is 0 when unknown. */
export const PlaceFound = Place.extend({ population: z.int() })
export type PlaceFound = z.infer<typeof PlaceFound>

export const lookUpRoutes = {
  findOccupations: {
    method: 'GET',
    path: '/taxonomy/occupations',
    surface: 'public',
    summary: 'Occupations that words name, likeliest first',
    query: LookUpQuery,
    success: {
      status: 200,
      description: 'At most ten occupations',
      schema: z.object({ items: z.array(OccupationFound) }),
    },
    problems: [],
  },
  findSkills: {
    method: 'GET',
    path: '/taxonomy/skills',
    surface: 'public',
    summary: 'Skills that words name; with no words, the usual skills of an occupation',
    query: LookUpQuery.extend({ q: words.default(''), occupation: z.string().max(80).optional() }),
    success: { status: 200, description: 'At most ten skills', schema: z.object({ items: z.array(SkillFound) }) },
    problems: [],
  },
  findPlaces: {
    method: 'GET',
    path: '/places',
    surface: 'public',
    summary: 'Places with a name, likeliest first',
    query: z.strictObject({ q: words }),
    success: { status: 200, description: 'At most ten places', schema: z.object({ items: z.array(PlaceFound) }) },
    problems: [],
  },
} as const satisfies Record<string, Route>
