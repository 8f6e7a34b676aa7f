import { weights } from '@rolecall/match/weights'
import { limit } from '../peer.ts'
import { classInSql, mendableInSql, missedInSql, wishesInSql } from './class.ts'
import { type Dialect, kmInSql, million, placesInSql, sumsOf } from './formula.ts'

/** What a job asks with. */
export type PeopleParameter =
  | 'kind'
  | 'times'
  | 'hardTimes'
  | 'payTop'
  | 'musts'
  | 'x'
  | 'y'
  | 'z'
  | 'reach'
  | 'payFrom'
  | 'hours'
  | 'recency'
  | 'price'

/** What to look into: FROM and WHERE, bounded as the engine's indexes can. `behind`: SQL for the most that a score may lack. */
type PeopleSources = {
  /**
   * People of the job's kind of work: those who live about as near as they go, `rows` being the query of what is read of them, and
   * those whose home is not known.
   */
  near(rows: (from: string) => string): string
  unplaced(behind: string): string
  /** The same of people who named no work. */
  workless(behind: string): string
  worklessUnplaced(behind: string): string
  /** What a workless person's skills are worth for the job's kind. */
  readonly skills: string
}

type Options = {
  /** SQL for a parameter. */
  readonly $: (name: PeopleParameter) => string
  readonly dialect: Dialect
  readonly sources: PeopleSources
}

/**
 * The best people for a job on site, in three steps. Only where the first finds fewer full fits than are asked for, the others can add
 * any; and of these only who can come before the last one found, by the best score that they reach with any job.
 */
export const peopleInSql = ({ $, dialect, sources }: Options): string => {
  const checks = {
    asked: $('times'),
    hard: $('hardTimes'),
    said: 'times',
    musts: $('musts'),
    known: 'known',
    unmet: 'unmet',
    payAsked: 'pay',
    payTop: $('payTop'),
  }
  const columns = `id, ${missedInSql(checks)} AS missed, known, pay, to_person, to_job`
  const wishes = wishesInSql(checks)
  const km = kmInSql($, dialect)
  const best = (found: string) => `
    SELECT id, ${classInSql('missed', checks)} AS class, pay, km, to_person, to_job FROM (${found}) checked
    WHERE ${mendableInSql('missed')}`
  const rows = (from: string, skills = '0') =>
    `SELECT ${columns}, reach, ${skills} AS skills, ${km} AS km FROM ${from} AND ${wishes} ${dialect.fence}`
  const within = (found: string, skills = '0') =>
    best(`
    SELECT id, missed, known, pay, floor(km + 0.5) AS km, ${withSkills(skills)} FROM (${found}) found
    WHERE km <= ${dialect.least}(reach, ${$('reach')})`)
  const anywhere = (from: string, skills = '0') =>
    best(`
    SELECT id, missed, known, pay, ${weights.distanceHalfKm} AS km, ${withSkills(skills)} FROM (
      SELECT ${columns}, ${skills} AS skills FROM ${from} AND ${wishes} ${dialect.fence}) found`)
  const job = { payFrom: $('payFrom'), hours: $('hours'), recency: $('recency'), price: $('price') }
  const places = (candidates: string) => placesInSql(candidates, job, dialect)
  const more = (candidates: string, step: string) =>
    `SELECT id, place FROM (${places(candidates)}) more WHERE (SELECT behind FROM ${step}) >= 0`
  const behind = (step: string) => `(SELECT behind FROM ${step})`
  return `
    WITH first AS MATERIALIZED (${bestOf(places(within(sources.near(rows))))}),
    after_first AS MATERIALIZED (${lastOf('first')}),
    second AS MATERIALIZED (${bestOf(`SELECT id, place FROM first
      UNION ALL ${more(anywhere(sources.unplaced(behind('after_first'))), 'after_first')}`)}),
    after_second AS MATERIALIZED (${lastOf('second')})
    ${bestOf(`SELECT id, place FROM second
      UNION ALL ${more(within(rows(sources.workless(behind('after_second')), sources.skills), sources.skills), 'after_second')}
      UNION ALL ${more(anywhere(sources.worklessUnplaced(behind('after_second')), sources.skills), 'after_second')}`)}`
}

const ofSkills = sumsOf({ skills: 1 })
const withSkills = (skills: string) =>
  skills === '0'
    ? 'to_person, to_job'
    : `to_person + ${ofSkills.toPerson} * skills AS to_person, to_job + ${ofSkills.toJob} * skills AS to_job`

const bestOf = (places: string) => `SELECT id, place FROM (${places}) every ORDER BY place, id LIMIT ${limit}`

/** What the score of a partial fit may lack to come into the list still; less than 0 where none can. Whole, as indexes have it. */
const lastOf = (list: string) => `
  SELECT CAST(CASE WHEN count(*) < ${limit} THEN ${1000 * million} ELSE max(place) - ${million} END AS int) AS behind FROM ${list}`
