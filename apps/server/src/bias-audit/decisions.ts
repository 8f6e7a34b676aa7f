import type { ApplicationState } from '@rolecall/contract/application'
import type { Explanation } from '@rolecall/contract/explanation'
import { nobody } from '@rolecall/core/match-list'
import type { DocumentOf } from '@rolecall/core/model/collections'

/** Whom an audit compares. `listed`: who stood in a list that an employer saw. `everyone`: who stood in any list, or applied. */
export const pools = ['applicants', 'listed', 'everyone'] as const
export type Pool = (typeof pools)[number]

/** What counts as selected; from `moved-on` (shortlisted or further) it is the employer who selects. */
export const selections = ['shown', 'invited', 'applied', 'moved-on', 'interview', 'offer', 'hired'] as const
export type Selection = (typeof selections)[number]

/** Whom each selection may be compared among, the usual one first: those who could be selected then. */
export const poolsOf: Readonly<Record<Selection, readonly [Pool, ...Pool[]]>> = {
  shown: ['everyone'],
  invited: ['listed', 'everyone'],
  applied: ['listed', 'everyone'],
  'moved-on': ['applicants', 'listed', 'everyone'],
  interview: ['applicants', 'listed', 'everyone'],
  offer: ['applicants', 'listed', 'everyone'],
  hired: ['applicants', 'listed', 'everyone'],
}

/** A person and a job that the log holds together. `personId` undefined: somebody who was forgotten. */
export type Decision = {
  readonly jobId: string
  readonly personId: string | undefined
  /** As stored with the first list, or with the application where there was no list. */
  readonly score: number
  /** The versions of what scored, in words. */
  readonly scoredBy: string
  /** Stood in a list that the employer saw. */
  readonly shown: boolean
  readonly invited: boolean
  readonly application: Outcome | undefined
}

/** `furthest`: the last step forward that an application ever took. */
type Outcome = { readonly state: ApplicationState; readonly furthest: Step }
type Step = (typeof steps)[number]
const steps = ['new', 'shortlisted', 'interview', 'offer', 'hired'] as const

/** An outcome that the person is not told of yet is decided all the same. */
export const outcomeOf = ({
  state,
  history,
  pending,
}: Pick<DocumentOf<'applications'>, 'state' | 'history' | 'pending'>): Outcome => {
  const passed = new Set([state, ...history.map((step) => step.state)])
  return { state: pending?.state ?? state, furthest: steps.findLast((step) => passed.has(step)) ?? 'new' }
}

export const isSelected = ({ shown, invited, application }: Decision, selection: Selection): boolean => {
  if (selection === 'shown') return shown
  if (selection === 'invited') return invited
  if (application === undefined || selection === 'applied') return application !== undefined
  return steps.indexOf(application.furthest) >= steps.indexOf(selection === 'moved-on' ? 'shortlisted' : selection)
}

/** Whether the employer selects, so that an application can be withdrawn, or wait, before that. */
export const isByEmployer = (selection: Selection): boolean => poolsOf[selection][0] === 'applicants'

/** Gathers decisions from lists and applications, each pair of a person and a job once. */
export type Gathering = {
  readonly pairs: Map<string, Decision>
  /** Of each job, the scores of forgotten people in the list that has most of them. */
  readonly forgotten: Map<string, readonly Scored[]>
  /** Each name of versions once, however many scores have it. */
  readonly versions: Map<string, string>
}
type Scored = Pick<Decision, 'score' | 'scoredBy'>

export const startGathering = (): Gathering => ({ pairs: new Map(), forgotten: new Map(), versions: new Map() })

export const pairKey = (personId: string, jobId: string): string => `${personId}:${jobId}`

export const gatherList = (
  gathering: Gathering,
  { entries, audience }: Pick<DocumentOf<'matchLists'>, 'entries' | 'audience'>,
): void => {
  const { pairs, forgotten } = gathering
  const shown = audience === 'employer' || audience === 'anonymous'
  const nameless = new Map<string, Scored[]>()
  for (const { personId, jobId, explanation } of entries) {
    const scored = scoredOf(gathering, explanation)
    if (personId === nobody) {
      nameless.set(jobId, [...(nameless.get(jobId) ?? []), scored])
      continue
    }
    const key = pairKey(personId, jobId)
    const known = pairs.get(key)
    if (known === undefined)
      pairs.set(key, { jobId, personId, ...scored, shown, invited: false, application: undefined })
    else if (shown && !known.shown) pairs.set(key, { ...known, shown })
  }
  // Nothing tells whether two lists name the same forgotten people: at least as many were as the longest holds.
  for (const [jobId, scores] of nameless)
    if (scores.length > (forgotten.get(jobId)?.length ?? 0)) forgotten.set(jobId, scores)
}

/** `joins`: whether one who stands in no list is added. */
export const gatherApplication = (
  gathering: Gathering,
  application: DocumentOf<'applications'>,
  { joins }: { readonly joins: boolean },
): void => {
  const { personId, jobId, explanation } = application
  const key = pairKey(personId, jobId)
  const known = gathering.pairs.get(key)
  if (known === undefined && !joins) return
  const alone = { jobId, personId, ...scoredOf(gathering, explanation), shown: false, invited: false }
  gathering.pairs.set(key, { ...(known ?? alone), application: outcomeOf(application) })
}

const scoredOf = ({ versions }: Gathering, { score, versions: by }: Explanation): Scored => {
  const name = `engine ${by.engine}, weights ${by.weights}, taxonomy ${by.taxonomy}`
  const scoredBy = versions.get(name) ?? name
  versions.set(scoredBy, scoredBy)
  return { score, scoredBy }
}

export const gathered = ({ pairs, forgotten }: Gathering): readonly Decision[] => [
  ...pairs.values(),
  ...[...forgotten].flatMap(([jobId, scores]) =>
    scores.map((scored) => ({
      jobId,
      personId: undefined,
      ...scored,
      shown: true,
      invited: false,
      application: undefined,
    })),
  ),
]
