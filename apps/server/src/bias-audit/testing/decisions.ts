import type { Explanation } from '@rolecall/contract/explanation'
import type { DocumentOf } from '@rolecall/core/model/collections'
import type { Decision } from '../decisions.ts'

/** An applicant whom the employer did nothing about yet. */
export const decision = (personId: string | undefined, more: Partial<Decision> = {}): Decision => ({
  jobId: 'job_1',
  personId,
  score: 0.5,
  scoredBy: 'engine 1, weights 1, taxonomy 1',
  shown: false,
  invited: false,
  application: { state: 'new', furthest: 'new' },
  ...more,
})

export const shortlisted = { application: { state: 'shortlisted', furthest: 'shortlisted' } } as const

export const explanation = (score: number): Explanation => ({
  fit: 'full',
  score,
  constraints: [],
  subScores: [],
  versions: { engine: '1', weights: '1', taxonomy: '1' },
})

type Entry = readonly [personId: string, score: number, jobId?: string]
export const list = (audience: DocumentOf<'matchLists'>['audience'], ...entries: readonly Entry[]) => ({
  audience,
  entries: entries.map(([personId, score, jobId = 'job_1'], at) => ({
    rank: at + 1,
    jobId,
    personId,
    explanation: explanation(score),
  })),
})
