import type { Experience, WorkWanted } from '@rolecall/contract/profile'
import type { Pair } from './rows.ts'

/** A pair with what several of its checks and parts of its score rest on, worked out once. */
export type Measured = Pair & {
  /** All work wanted that counts as the job's kind. */
  readonly near: readonly WorkWanted[]
  /** The work wanted that is nearest to the job's, of equally near ones the first that was said; and how near, 0 to 1. */
  readonly nearest: WorkWanted | undefined
  readonly nearness: number
  /** The longest experience that the person said for work of the job's kind. */
  readonly longest: Experience | undefined
  readonly reach: Reach
  /** Kilometres, not rounded; undefined where they do not matter or are not known. */
  readonly km: number | undefined
  readonly payRatio: PayRatio | undefined
}

/** What the job pays over what the person wants; `top` is the upper end of the range. */
export type PayRatio = { readonly from: number; readonly top: number }

/** Kilometres, to a metre, and whose reach they are. */
export type Reach = { readonly km: number; readonly whose: 'job' | 'person' }
