import { LanguageTag } from '@rolecall/contract/language'
import { Place } from '@rolecall/contract/place'
import { WorkWanted } from '@rolecall/contract/profile'
import { ReportReason } from '@rolecall/contract/report'
import { z } from 'zod'
import { questionnaireVersion } from './questionnaire.ts'
import type { Phrase } from './reply.ts'

/** Titles of options are kept as far as they can be typed back: a key, words as they are, or an occupation. */
const OptionTitle = z.union([
  z.object({ key: z.string() }),
  z.object({ plain: z.string() }),
  z.object({ occupation: z.string() }),
])
export type OptionTitle = z.infer<typeof OptionTitle>

const Answer = z.object({ questionId: z.string(), question: z.string(), answer: z.string() })

/**
 * What the chat is about now. `question` is an id of the questionnaire of the version that the state names; one that is
 * not asked any more gives way to the next. `editing`: one answer of a finished profile is changed.
 */
export const Mode = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('start') }),
  z.object({ kind: z.literal('asking'), question: z.string(), editing: z.boolean() }),
  z.object({
    kind: z.literal('confirming'),
    editing: z.boolean(),
    work: z.array(WorkWanted),
    place: Place.optional(),
  }),
  z.object({
    kind: z.literal('choosing'),
    question: z.enum(['work', 'place']),
    editing: z.boolean(),
    works: z.array(WorkWanted),
    places: z.array(Place),
    /** A place that was said together with work that is still unclear. */
    place: Place.optional(),
  }),
  z.object({ kind: z.literal('pay-period'), editing: z.boolean(), amount: z.number(), currency: z.string() }),
  /** They say what else they have: papers, languages, skills. */
  z.object({ kind: z.literal('adding') }),
  z.object({ kind: z.literal('idle') }),
  z.object({ kind: z.literal('warned'), jobId: z.string() }),
  z.object({ kind: z.literal('screening'), jobId: z.string(), answers: z.array(Answer) }),
  z.object({ kind: z.literal('withdrawing'), applicationId: z.string() }),
  z.object({ kind: z.literal('writing'), applicationId: z.string() }),
  z.object({
    kind: z.literal('reporting'),
    jobId: z.string(),
    applicationId: z.string().optional(),
    reason: ReportReason.optional(),
  }),
  z.object({ kind: z.literal('deleting'), personId: z.string() }),
  z.object({ kind: z.literal('who'), claimed: z.string().optional() }),
])
export type Mode = z.infer<typeof Mode>

/**
 * Where a chat stands. Answers live in the person's document; the state holds the position only.
 * `options`: what was offered last, so that a number or a typed label counts as a tap.
 */
export const ConversationState = z.object({
  version: z.literal(1),
  questionnaire: z.int(),
  mode: Mode,
  /** Chosen by the person; absent: a guess from their first words, or the operator's first language. */
  language: LanguageTag.optional(),
  guessed: LanguageTag.optional(),
  strikes: z.int(),
  options: z.array(z.object({ id: z.string(), title: OptionTitle })),
  /** `<person id>:<question id>` */
  skipped: z.array(z.string()),
  /** Someone new registers on this phone and has not consented yet: nobody's profile is touched. */
  newcomer: z.object({ name: z.string().optional() }).optional(),
  /** From a `wa.me` link; opened once the person is registered. */
  jobCode: z.string().optional(),
  /** The tag of the link or poster that whoever registers came by; it goes to their person. */
  source: z.string().optional(),
  /** The job of the last tagged link; the tag goes to an application for it. */
  link: z.object({ code: z.string(), source: z.string() }).optional(),
  jobId: z.string().optional(),
  page: z.int(),
  alertsAsked: z.boolean(),
  /** The case of this chat that is not closed; who has it, and whom messages reach, stands in the case. */
  caseId: z.string().optional(),
  /** Epoch ms of the person's last message. */
  lastAt: z.int(),
})
export type ConversationState = z.infer<typeof ConversationState>

export const newState = (now: number): ConversationState => ({
  version: 1,
  questionnaire: questionnaireVersion,
  mode: { kind: 'start' },
  strikes: 0,
  options: [],
  skipped: [],
  page: 0,
  alertsAsked: false,
  lastAt: now,
})

/** A stored state, or a new one where there is none or it cannot be read any more: the answers are safe with the person. */
export const readState = (stored: unknown, now: number): ConversationState => {
  const parsed = ConversationState.safeParse(stored)
  return parsed.success ? parsed.data : newState(now)
}

export const optionTitle = (title: Phrase): OptionTitle => {
  if ('plain' in title) return { plain: title.plain }
  const value = title.values?.value
  if (typeof value === 'object' && value.type === 'occupation') return { occupation: value.value }
  return { key: title.key }
}
