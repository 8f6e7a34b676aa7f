import type { PayPeriod } from '@rolecall/contract/pay'
import type { Experience } from '@rolecall/contract/profile'
import type { WorkTimes } from '@rolecall/contract/times'
import type { OccupationReading, PlaceReading } from '@rolecall/taxonomy/types'
import type { PayReading } from './pay.ts'

/** Words that work at any time, in every language. The catalogue's `command.<name>` lists what they are called. */
export const commands = [
  'menu',
  'jobs',
  'applications',
  'profile',
  'why',
  'language',
  'switch',
  'help',
  'stop',
  'start',
  'my-data',
  'delete',
  'report',
] as const
export type Command = (typeof commands)[number]

/** All that a message may mean, each reading on its own; the conversation takes what its question needs. */
export type Readings = {
  readonly text: string
  readonly command?: Command
  /** The id of an option that is on offer: tapped, or its number or label typed. */
  readonly choice?: string
  /** The id of a tap that is not on offer any more, or was never made by us. */
  readonly oldTap?: string
  readonly yesNo?: 'yes' | 'no'
  readonly greeting: boolean
  readonly skip: boolean
  readonly any: boolean
  /** The language that the words belong to, where they tell. */
  readonly writtenIn?: string
  /** The language that is named: `English`, `es`. */
  readonly languageNamed?: string
  /** A job that exists, by its code. */
  readonly jobCode?: string
  /** `#K7Q2MX` that is no job's. */
  readonly unknownCode?: string
  readonly source?: string
  readonly pay?: PayReading
  /** `a day`, without an amount. */
  readonly period?: PayPeriod
  readonly experience?: Experience
  readonly times?: WorkTimes
  readonly work: readonly OccupationReading[]
  readonly places: readonly PlaceReading[]
  readonly distress: boolean
  readonly money: boolean
  /** `I am Joseph, her brother`: the name. */
  readonly claimedName?: string
}
