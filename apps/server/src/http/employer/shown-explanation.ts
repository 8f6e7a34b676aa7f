import type { Explanation } from '@rolecall/contract/explanation'

/**
 * The reasons as an employer reads them: the same facts and verdicts, scores rounded. With all digits the distance
 * could be worked out to the metre, and from a few jobs the house that someone lives in.
 */
export const shownExplanation = (explanation: Explanation): Explanation => ({
  ...explanation,
  score: toHundredth(explanation.score),
  subScores: explanation.subScores.map((part) => ({
    ...part,
    value: part.name === 'distance' ? Math.round(part.value * 10) / 10 : toHundredth(part.value),
  })),
})

const toHundredth = (value: number): number => Math.round(value * 100) / 100
