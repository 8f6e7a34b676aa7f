import { z } from 'zod'
import { define } from './define.ts'

/** What is written down of: who did what. */
export const AuditAction = z.enum([
  'session.start',
  'session.refuse',
  'session.end',
  'session.token-reuse',
  'user.create',
  'user.password',
  'passkey.add',
  'passkey.remove',
  'passkey.list',
  'passkey.clone',
  'organisation.create',
  'member.add',
  'member.role',
  'member.remove',
  'member.withdraw',
  'client.create',
  'client.rotate',
  'client.revoke',
  'job.create',
  'job.edit',
  'job.state',
  'application.move',
  'application.undo',
  'person.invite',
  'person.block',
  'person.unblock',
  'person.report',
  'message.send',
  'report.read',
  'report.decide',
  'person.erase',
  'person.join',
  'organisation.state',
  'staff.add',
  'staff.enrol',
  'staff.role',
  'staff.end',
  'audit.read',
  'case.take',
  'case.read',
  'case.message',
  'case.invite',
  'case.profile',
  'case.release',
  'case.close',
  'settings.change',
  'task.retry',
])
export type AuditAction = z.infer<typeof AuditAction>

/**
 * One entry of the log, appended by a worker in the order of `seq`, which begins at 1 and has no gaps. `hash`: HMAC-SHA-256
 * (base64url) of the entry with the hash of the one before. Ids, codes and the operator's own settings only, so that
 * erasing a person leaves it whole.
 */
export const auditEntries = define({
  version: 1,
  schema: z.object({
    id: z.string(),
    log: z.literal('main'),
    seq: z.int(),
    /** When it was done; it may be appended later. */
    at: z.int(),
    actorKind: z.enum(['user', 'client', 'person', 'system', 'visitor']),
    actorId: z.string(),
    /** The role in which it was done, where there are several. */
    role: z.string().optional(),
    action: AuditAction,
    subjectId: z.string(),
    organisationId: z.string().optional(),
    /** What it changed to, or why: a code; of a setting the old and the new value. */
    detail: z.string().optional(),
    hash: z.string(),
  }),
  personal: [],
  blind: [],
  indexes: {
    seq: { fields: ['log', 'seq'], unique: true },
    subject: { fields: ['subjectId', 'seq'] },
    actor: { fields: ['actorId', 'seq'] },
  },
  feed: false,
})
