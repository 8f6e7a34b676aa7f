import { z } from 'zod'
import type { Route } from './route.ts'
import { CaseId, Moment, PageQuery, pageOf } from './shapes.ts'

const OfCase = z.strictObject({ caseId: CaseId })

/** A case in the list. `name`: the first name alone; neither it nor `language` is told of a closed case. */
export const CaseRow = z.object({
  id: z.string(),
  reason: z.enum(['asked', 'three-misses', 'distress', 'delete']),
  state: z.enum(['open', 'taken', 'closed']),
  since: Moment,
  /** Nobody took it by the time that the person was told. */
  late: z.boolean(),
  name: z.string().optional(),
  language: z.string().optional(),
  outcome: z.enum(['solved', 'no-answer', 'referred']).optional(),
})
export type CaseRow = z.infer<typeof CaseRow>

export const CaseMessage = z.object({
  id: z.string(),
  from: z.enum(['person', 'bot', 'agent', 'note']),
  kind: z.enum(['text', 'audio', 'image', 'video', 'document', 'sticker', 'location', 'contacts', 'other', 'private']),
  text: z.string(),
  at: Moment,
  /** How far a message of the agent came. */
  delivery: z.string().optional(),
})
export type CaseMessage = z.infer<typeof CaseMessage>

/** `chat`: only to the agent who has the case. `holder`: who has it, where it is someone else. */
export const CaseView = CaseRow.extend({
  holder: z.string().optional(),
  localHelp: z.string().optional(),
  chat: z
    .object({
      stage: z.enum(['new', 'registering', 'active', 'hidden']),
      /** The question that the person stands at. */
      question: z.string().optional(),
      /** Whom the person's messages reach. */
      with: z.enum(['agent', 'bot']),
      /** Whether WhatsApp takes free text. */
      windowOpen: z.boolean(),
      stopped: z.boolean(),
      invitedAt: Moment.optional(),
      messages: z.array(CaseMessage),
    })
    .optional(),
})
export type CaseView = z.infer<typeof CaseView>

export const TakeReason = z.enum(['next-in-line', 'language', 'knows-person', 'urgent'])
export type TakeReason = z.infer<typeof TakeReason>
export const ProfileReason = z.enum(['person-asked', 'correct-answer', 'safety'])
export type ProfileReason = z.infer<typeof ProfileReason>
export const CaseOutcome = z.enum(['solved', 'no-answer', 'referred'])
export type CaseOutcome = z.infer<typeof CaseOutcome>
export const CaseFilter = z.enum(['open', 'mine', 'closed'])
export type CaseFilter = z.infer<typeof CaseFilter>

const Note = z.string().trim().min(1).max(1000)

export const caseRoutes = {
  listCases: {
    method: 'GET',
    path: '/operator/cases',
    surface: 'operator',
    summary:
      'Who needs a person: waiting ones with the urgent first and then the oldest, those that one has, or closed ones',
    query: PageQuery.extend({ show: CaseFilter.default('open') }),
    success: { status: 200, description: 'A page of cases', schema: pageOf(CaseRow) },
    problems: [],
  },
  readCase: {
    method: 'GET',
    path: '/operator/cases/:caseId',
    surface: 'operator',
    summary: 'One case; its chat only for the agent who has it',
    params: OfCase,
    success: { status: 200, description: 'The case', schema: CaseView },
    problems: [],
  },
  takeCase: {
    method: 'POST',
    creates: 'state',
    path: '/operator/cases/:caseId/agent',
    surface: 'operator',
    summary: 'Take a case, or join its chat again: the person is told, and the bot is silent',
    params: OfCase,
    body: z.strictObject({ reason: TakeReason }),
    success: { status: 204, description: 'It is yours' },
    problems: ['case-taken', 'case-closed', 'conflict'],
  },
  releaseCase: {
    method: 'DELETE',
    path: '/operator/cases/:caseId/agent',
    surface: 'operator',
    summary: 'Give a case back: others can take it, the bot answers again and the person is told',
    params: OfCase,
    success: { status: 204, description: 'It waits again' },
    problems: ['case-not-taken', 'case-closed', 'conflict'],
  },
  closeCase: {
    method: 'POST',
    creates: 'state',
    path: '/operator/cases/:caseId/closed',
    surface: 'operator',
    summary: 'Close a case with its outcome: the chat is hidden, the bot answers again and the person is told',
    params: OfCase,
    body: z.strictObject({ outcome: CaseOutcome, note: Note.optional() }),
    success: { status: 204, description: 'It is closed' },
    problems: ['case-not-taken', 'case-closed', 'conflict'],
  },
  sendCaseMessage: {
    method: 'POST',
    creates: true,
    path: '/operator/cases/:caseId/messages',
    surface: 'operator',
    summary: 'Write to the person, within 24 hours of their last message',
    params: OfCase,
    body: z.strictObject({ text: Note }),
    success: { status: 204, description: 'It is on its way' },
    problems: ['case-not-taken', 'case-closed', 'case-with-bot', 'window-closed', 'person-stopped', 'conflict'],
  },
  inviteToWrite: {
    method: 'POST',
    creates: 'state',
    path: '/operator/cases/:caseId/invitation',
    surface: 'operator',
    summary: 'Ask the person by a template to write, once a day, where free text is not taken any more',
    params: OfCase,
    success: { status: 204, description: 'The template is on its way' },
    problems: ['case-not-taken', 'case-closed', 'window-open', 'person-stopped', 'conflict'],
  },
  showCaseProfile: {
    method: 'POST',
    creates: 'reads',
    path: '/operator/cases/:caseId/profile',
    surface: 'operator',
    summary: "The person's answers in a line, for a reason that is written down",
    params: OfCase,
    body: z.strictObject({ reason: ProfileReason }),
    success: { status: 200, description: 'The answers', schema: z.object({ answers: z.string().optional() }) },
    problems: ['case-not-taken', 'case-closed', 'conflict'],
  },
} as const satisfies Record<string, Route>
