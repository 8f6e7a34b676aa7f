import { newsMailKind } from '@rolecall/core/notification/news'
import { alertPerson } from './flows/alert-person.ts'
import { appendToLog } from './flows/append-to-log.ts'
import { changeIds } from './flows/change-ids.ts'
import { deliver } from './flows/deliver.ts'
import type { FlowDeps } from './flows/deps.ts'
import { endApplication } from './flows/end-application.ts'
import { endJob } from './flows/end-job.ts'
import { erasePerson } from './flows/erase-person.ts'
import { expireJob } from './flows/expire-job.ts'
import { eraseKind } from './flows/parts/erase-task.ts'
import { finish, inboundEventOf, keep } from './flows/parts/task-documents.ts'
import { publishAlerts } from './flows/publish-alerts.ts'
import { receivePreference, receiveTemplate } from './flows/receive-account-event.ts'
import { receiveMessage } from './flows/receive-message.ts'
import { receiveStanding } from './flows/receive-standing.ts'
import { receiveStatus } from './flows/receive-status.ts'
import { sendMail } from './flows/send-mail.ts'
import { sendNewsMail } from './flows/send-news-mail.ts'
import { settleApplication } from './flows/settle-application.ts'
import { handBackCases } from './flows/staff/hand-back-cases.ts'
import { pauseJobs } from './flows/staff/pause-jobs.ts'
import { unpackWebhooks, webhooksClaim, webhooksKind, webhooksLane } from './flows/unpack-webhooks.ts'
import type { TaskHandler, WorkerOptions } from './worker.ts'

/** For what nobody looks at the screen for. */
const unhurriedMs = 1000

/** Which flow works on which task, and how many lanes of a queue at once. */
export const handlers = (deps: FlowDeps): WorkerOptions['handlers'] => ({
  receive: {
    lanes: 32,
    filledElsewhere: true,
    shortLeases: { [webhooksLane]: webhooksClaim.leaseMs },
    tasksPerLane: webhooksClaim.tasksPerLane,
    handle: receiveTask(deps),
  },
  deliver: { lanes: 64, handle: (task, lease) => deliver(deps, task, lease) },
  record: { lanes: 4, everyMs: unhurriedMs, handle: recordTask(deps) },
  mail: { lanes: 4, everyMs: unhurriedMs, handle: mailTask(deps) },
  match: { lanes: 8, everyMs: unhurriedMs, handle: matchTask(deps) },
})

const receiveTask =
  (deps: FlowDeps): TaskHandler =>
  async (task, lease, rest) => {
    if (task.doc.kind === webhooksKind) return unpackWebhooks(deps, task, rest)
    const event = inboundEventOf(task.doc)
    if (event === undefined) return finish(deps, task, lease, [])
    switch (event.kind) {
      case 'message':
        return event.content.type === 'system'
          ? changeIds(deps, task, lease, { event, change: event.content })
          : receiveMessage(deps, task, lease, event)
      case 'status':
        return receiveStatus(deps, task, lease, event)
      case 'template-status':
        return receiveTemplate(deps, task, lease, event)
      case 'user-preferences':
        return receivePreference(deps, task, lease, event)
      case 'account':
        return receiveStanding(deps, task, lease, event)
      case 'unknown':
        deps.log.warn('receive.unknown', { task: task.doc.id, field: event.field })
        return keep(deps, task, lease)
      default:
        return event satisfies never
    }
  }

const recordTask =
  (deps: FlowDeps): TaskHandler =>
  async (task, lease, rest) =>
    task.doc.kind === eraseKind ? erasePerson(deps, task, lease) : appendToLog(deps, task, lease, rest)

const mailTask =
  (deps: FlowDeps): TaskHandler =>
  async (task, lease) =>
    task.doc.kind === newsMailKind ? sendNewsMail(deps, task, lease) : sendMail(deps, task, lease)

const matchTask =
  (deps: FlowDeps): TaskHandler =>
  async (task, lease, rest) => {
    switch (task.doc.kind) {
      case 'job-published':
        return publishAlerts(deps, task, lease)
      case 'alert-person':
        return alertPerson(deps, task, lease, rest)
      case 'organisation-suspended':
        return pauseJobs(deps, task, lease)
      case 'case-late':
      case 'case-idle':
      case 'staff-cases':
        return handBackCases(
          { ...deps, config: { ...deps.config, phoneNumberId: deps.config.whatsapp.phoneNumberId } },
          task,
          lease,
        )
      case 'job-expires':
        return expireJob(deps, task, lease)
      case 'job-ended':
        return endJob(deps, task, lease)
      case 'application-ends':
      case 'application-overdue':
        return endApplication({ ...deps, config: deps.config.whatsapp }, task, lease)
      case 'application-settles':
        return settleApplication({ ...deps, config: deps.config.whatsapp }, task, lease)
      default:
        throw new TypeError(`no flow for a task of kind ${task.doc.kind}`)
    }
  }
