import type { SubScore } from '@rolecall/contract/explanation'
import { type JobDraft, mostThatMatter } from '@rolecall/contract/job'
import { hundredths, parts } from './direction.ts'
import type { Weights } from './weights.ts'

/** What the parts weigh for one job, as its employer tilted them; the person's own side is never tilted. */
export type JobWeights = {
  /** In whole hundredths, in the order of the parts. */
  readonly hundredths: readonly number[]
  /** The parts that weigh more than usual, and by how much. */
  readonly tilted: readonly SubScore['name'][]
  readonly tilt: number
  /** Names the weights in an explanation. */
  readonly version: string
}

/** All parts but recency, the last: a bit each, by their order. */
export const tiltBits = 0x1f

/** What matters most for a job as one number. Of a row that came another way than by the contract, what it allows. */
export const tiltOf = ({ mattersMost = [] }: Pick<JobDraft, 'mattersMost'>): number =>
  mattersMost.slice(0, mostThatMatter).reduce((bits, name) => bits | ((1 << parts.indexOf(name)) & tiltBits), 0)

/** By the tilt, first the usual ones. */
export type ByTilt = readonly [JobWeights, ...JobWeights[]]

/** What the parts weigh under each tilt: few enough to be worked out once. */
export const weightsByTilt = (weights: Weights): ByTilt => [
  tiltedBy(0, weights),
  ...Array.from({ length: tiltBits }, (_, before) => tiltedBy(before + 1, weights)),
]

export const jobWeightsOf = (posting: JobDraft, byTilt: ByTilt): JobWeights => byTilt[tiltOf(posting)] ?? byTilt[0]

const tiltedBy = (bits: number, { job, tilt, version }: Weights): JobWeights => {
  const usual = hundredths(job)
  const factor = Math.round(100 * tilt)
  const tilted = usual.map((weight, index) =>
    ((bits >> index) & 1) === 0 ? weight : Math.round((weight * factor) / 100),
  )
  const names = parts.filter((_, index) => tilted[index] !== usual[index])
  return {
    hundredths: tilted,
    tilted: names,
    tilt: factor / 100,
    version: names.length === 0 ? version : `${version} with ${names.join(' and ')} × ${factor / 100}`,
  }
}
