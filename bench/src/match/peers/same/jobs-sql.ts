import { weights } from '@rolecall/match/weights'
import { anyReachKm } from '../facts.ts'
import { limit } from '../peer.ts'
import { classInSql, mendableInSql, missedInSql, wishesInSql } from './class.ts'
import { type Dialect, kmInSql, placesInSql, recencyInSql } from './formula.ts'

/** What a person asks with. `placed` is 0 for someone whose home is not known, `remote` for those who want on-site work alone. */
export type JobsParameter =
  | 'times'
  | 'pay'
  | 'x'
  | 'y'
  | 'z'
  | 'reach'
  | 'placed'
  | 'remote'
  | 'south'
  | 'north'
  | 'now'

type Options = {
  /** SQL for a parameter. */
  readonly $: (name: JobsParameter) => string
  readonly dialect: Dialect
  /**
   * FROM and WHERE of jobs beside what the person is to their kinds of work: on site, in the band of latitudes that the person
   * reaches; and remote ones.
   */
  readonly onSite: string
  readonly atHome: string
}

/** The best jobs for a person who named some work. */
export const jobsInSql = ({ $, dialect, onSite, atHome }: Options): string => {
  const checks = {
    asked: 'times',
    hard: 'hard_times',
    said: $('times'),
    musts: 'musts',
    known: 'known',
    unmet: 'unmet',
    payAsked: $('pay'),
    payTop: 'pay_top',
  }
  const km = kmInSql($, dialect)
  const job = 'pay_from, hours, published, price'
  const within = (from: string, reach: string, counted: string) => `
    SELECT id, missed, musts, known, to_person, to_job, ${job}, ${counted} AS km FROM (
      SELECT id, ${missedInSql(checks)} AS missed, musts, known, to_person, to_job, ${job}, ${reach} AS reach, ${km} AS km
      FROM ${from} AND ${wishesInSql(checks)} ${dialect.fence}) found
    WHERE (${$('placed')} = 0 OR reach >= ${anyReachKm} OR km <= reach) AND ${mendableInSql('missed')}`
  const counted = `CASE WHEN ${$('placed')} = 0 THEN ${weights.distanceHalfKm} ELSE floor(km + 0.5) END`
  const candidates = `
    SELECT id, ${classInSql('missed', checks)} AS class, ${$('pay')} AS pay, km, to_person, to_job, ${job} FROM (
      ${within(onSite, `${dialect.least}(reach, ${$('reach')})`, counted)}
      UNION ALL ${within(`${atHome} AND ${$('remote')} = 1`, 'reach', '0')}) checked`
  const recency = recencyInSql(`((${$('now')} - published) / 86400000.0)`, dialect)
  const places = placesInSql(candidates, { payFrom: 'pay_from', hours: 'hours', recency, price: 'price' }, dialect)
  return `SELECT id FROM (${places}) every ORDER BY place, id LIMIT ${limit}`
}
