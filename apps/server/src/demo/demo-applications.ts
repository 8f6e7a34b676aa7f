import type { ApplicationState } from '@rolecall/contract/application'
import type { DocumentOf } from '@rolecall/core/model/collections'
import { makeId } from '@rolecall/core/model/ids'
import type { MatchEngine } from '@rolecall/match/engine'
import { jobRow } from '../matcher/rows.ts'
import type { Chance } from './random.ts'

const dayMs = 86_400_000

const states: readonly ApplicationState[] = [
  'new',
  'new',
  'new',
  'shortlisted',
  'shortlisted',
  'interview',
  'offer',
  'hired',
  'not-selected',
]

/** `accounts`: the names of the organisations that one can sign in as. */
type Around = {
  readonly jobs: readonly DocumentOf<'jobs'>[]
  readonly people: readonly DocumentOf<'people'>[]
  readonly accounts: ReadonlySet<string>
  readonly engine: MatchEngine
  readonly now: number
}

/**
 * Each third person has applied to the open job that fits best. So have more of those whom a job of a demo account fits:
 * who signs in there finds something to answer.
 */
export const demoApplications = (
  chance: Chance,
  { jobs, people, accounts, engine, now }: Around,
): DocumentOf<'applications'>[] => {
  for (const one of jobs) if (one.state === 'open') engine.putJob(jobRow(one))
  const byId = new Map(jobs.map((one) => [one.id, one]))
  const isShown = (jobId: string) => accounts.has(byId.get(jobId)?.organisationName ?? '')
  return people.flatMap((doc, index) => {
    const row = { id: doc.id, profile: doc.profile, active: true, alerts: false }
    const matches = engine.jobsFor(row, { limit: 9, now })
    const own = chance.next() < 0.5 ? matches.find(({ jobId }) => isShown(jobId)) : undefined
    const chosen = own ?? (index % 3 === 0 ? matches[0] : undefined)
    const posted = byId.get(chosen?.jobId ?? '')
    if (chosen === undefined || posted === undefined) return []
    return [application(chance, posted, doc, chosen.explanation, now)]
  })
}

const application = (
  chance: Chance,
  posted: DocumentOf<'jobs'>,
  applicant: DocumentOf<'people'>,
  explanation: DocumentOf<'applications'>['explanation'],
  now: number,
): DocumentOf<'applications'> => {
  const at = Math.max(posted.publishedAt ?? now, now - chance.whole(1, 10 * 24) * 3_600_000)
  const state = chance.pick(states)
  const movedAt = at + Math.floor((now - at) / 2)
  return {
    id: makeId('applications', chance.bytes(16)),
    jobId: posted.id,
    personId: applicant.id,
    organisationId: posted.organisationId,
    state,
    history: [
      { state: 'new', at, by: { kind: 'person', id: applicant.id } },
      ...(state === 'new'
        ? []
        : [
            {
              state,
              at: movedAt,
              by: { kind: 'system' as const },
              ...(state === 'not-selected' ? { reason: 'times' as const } : {}),
            },
          ]),
    ],
    answers: posted.posting.questions.map(({ id, text, answer }) => ({
      questionId: id,
      question: text,
      answer:
        answer === 'yes-no'
          ? posted.posting.description.language === 'es'
            ? 'Sí'
            : 'Yes'
          : posted.posting.description.language === 'es'
            ? 'En autobús'
            : 'By matatu',
    })),
    explanation,
    answerBy: at + posted.posting.answerDays * dayMs,
    createdAt: at,
    updatedAt: state === 'new' ? at : movedAt,
  }
}
