import { z } from 'zod'
import { LanguageTag } from '../language.ts'
import { MessageSide, MessageText } from '../message.ts'
import { ReportText, ThreadReportReason } from '../report.ts'
import type { Route } from './route.ts'
import { ApplicationId, Moment, OrganisationId, PageQuery } from './shapes.ts'

const OfApplication = z.strictObject({ organisationId: OrganisationId, applicationId: ApplicationId })

/**
 * How far a message to a person came. `waits`: not in their quiet hours; `told`: after a day without a word from them a template
 * told of it, and its words follow once they write; `failed`: WhatsApp could not bring it.
 */
export const Delivery = z.enum(['waits', 'sent', 'told', 'delivered', 'read', 'failed'])
export type Delivery = z.infer<typeof Delivery>

/** `by`: the name of who wrote it for the organisation. `tellAt`: when a message that waits leaves. */
export const MessageView = z.object({
  id: z.string(),
  from: MessageSide,
  text: z.string(),
  language: LanguageTag.optional(),
  at: Moment,
  by: z.string().optional(),
  delivery: Delivery.optional(),
  tellAt: Moment.optional(),
})
export type MessageView = z.infer<typeof MessageView>

/** Whether the organisation can write. `not-taking`: the person takes no messages, for whatever reason. */
export const ThreadState = z.enum([
  'open',
  'ended',
  'blocked-by-you',
  'not-taking',
  'stopped',
  'unreachable',
  'not-vetted',
])
export type ThreadState = z.infer<typeof ThreadState>

/** What a moderator made of the organisation's own newest report; `none`: no rule was broken. */
const ReportOutcome = z.enum(['open', 'person', 'none'])

/** `items`: newest first. `left`: how many messages may still be written before the person answers. */
export const ThreadView = z.object({
  items: z.array(MessageView),
  cursor: z.string().optional(),
  state: ThreadState,
  left: z.int(),
  report: ReportOutcome.optional(),
})
export type ThreadView = z.infer<typeof ThreadView>

const messages = '/organisations/:organisationId/applications/:applicationId/messages'

export const messageRoutes = {
  listMessages: {
    method: 'GET',
    path: messages,
    surface: 'employer',
    summary: 'What the organisation and the person wrote to each other, newest first',
    params: OfApplication,
    query: PageQuery,
    success: { status: 200, description: 'A page of the thread', schema: ThreadView },
    problems: [],
  },
  sendMessage: {
    method: 'POST',
    creates: true,
    path: messages,
    surface: 'employer',
    summary: 'Write to the person: on WhatsApp, not in their quiet hours, three times at most before they answer',
    params: OfApplication,
    body: z.strictObject({ text: MessageText }),
    success: { status: 201, description: 'The message', schema: MessageView },
    problems: ['application-state', 'messages-closed', 'wait-for-answer', 'not-vetted', 'conflict'],
  },
  readMessages: {
    method: 'POST',
    creates: 'state',
    path: `${messages}/read`,
    surface: 'employer',
    summary: 'The organisation has read what the person wrote',
    params: OfApplication,
    success: { status: 204, description: 'Nothing is new any more' },
    problems: ['conflict'],
  },
  blockPerson: {
    method: 'POST',
    creates: 'state',
    path: '/organisations/:organisationId/applications/:applicationId/block',
    surface: 'employer',
    summary: 'Take no messages of the person any more, about whatever job',
    params: OfApplication,
    success: { status: 204, description: 'Blocked' },
    problems: ['conflict'],
  },
  unblockPerson: {
    method: 'DELETE',
    path: '/organisations/:organisationId/applications/:applicationId/block',
    surface: 'employer',
    summary: 'Take messages of the person again',
    params: OfApplication,
    success: { status: 204, description: 'Not blocked any more' },
    problems: ['conflict'],
  },
  reportPerson: {
    method: 'POST',
    creates: 'state',
    path: '/organisations/:organisationId/applications/:applicationId/reports',
    surface: 'employer',
    summary: "Tell the operator's moderators of what the person wrote; the person does not hear who did",
    params: OfApplication,
    body: z.strictObject({ reason: ThreadReportReason, text: ReportText.optional() }),
    success: { status: 204, description: 'Filed; once a day is enough' },
    problems: ['conflict'],
  },
} as const satisfies Record<string, Route>
