import { ApplicationState, NotSelectedReason } from '@rolecall/contract/application'
import { Explanation } from '@rolecall/contract/explanation'
import { JobDraft, JobState } from '@rolecall/contract/job'
import { MessageSide } from '@rolecall/contract/message'
import { z } from 'zod'
import { define } from './define.ts'

const Actor = z.object({ kind: z.enum(['person', 'user', 'client', 'system']), id: z.string().optional() })

export const jobs = define({
  version: 1,
  schema: z.object({
    id: z.string(),
    organisationId: z.string(),
    organisationName: z.string(),
    /** Six characters, A-Z and 2-9, for `wa.me` links and chats. */
    code: z.string(),
    state: JobState,
    posting: JobDraft,
    /** Epoch ms of the end of `expiresOn` in the job's time zone. */
    expiresAt: z.int(),
    publishedAt: z.int().optional(),
    hired: z.int(),
    history: z.array(z.object({ state: JobState, at: z.int(), by: Actor, reason: z.string().optional() })),
    createdAt: z.int(),
    updatedAt: z.int(),
  }),
  personal: [],
  blind: [],
  indexes: {
    code: { fields: ['code'], unique: true },
    organisation: { fields: ['organisationId', 'createdAt'] },
    published: { fields: ['state', 'publishedAt'] },
    expiry: { fields: ['state', 'expiresAt'] },
  },
  feed: true,
})

/** `notice`: an outcome that the person is told of at `tellAt`; until then it can be undone and shows nowhere else. */
export const applications = define({
  version: 1,
  schema: z.object({
    id: z.string(),
    jobId: z.string(),
    personId: z.string(),
    organisationId: z.string(),
    state: ApplicationState,
    history: z.array(
      z.object({
        state: ApplicationState,
        at: z.int(),
        by: Actor,
        reason: NotSelectedReason.optional(),
        note: z.string().optional(),
      }),
    ),
    pending: z
      .object({
        state: ApplicationState,
        reason: NotSelectedReason.optional(),
        note: z.string().optional(),
        tellAt: z.int(),
        by: Actor,
      })
      .optional(),
    answers: z.array(z.object({ questionId: z.string(), question: z.string(), answer: z.string() })),
    explanation: Explanation,
    /** What was written about it: how many of one side in a row, how many the employer has not read; `begun` once they wrote. */
    thread: z
      .object({
        count: z.int(),
        lastAt: z.int(),
        lastFrom: MessageSide,
        run: z.int(),
        unread: z.int(),
        begun: z.boolean(),
      })
      .optional(),
    /** The tag of the link that led the person to the job, as in `src-flyer`. */
    source: z.string().optional(),
    /** Epoch ms by which the employer promised to answer. */
    answerBy: z.int(),
    createdAt: z.int(),
    updatedAt: z.int(),
  }),
  personal: ['answers'],
  blind: [],
  sealedBy: 'personId',
  indexes: {
    pair: { fields: ['jobId', 'personId'], unique: true },
    person: { fields: ['personId', 'createdAt'] },
    organisation: { fields: ['organisationId', 'state', 'createdAt'] },
    job: { fields: ['jobId', 'createdAt'] },
    age: { fields: ['state', 'updatedAt'] },
  },
  feed: true,
})

/** What a person did with a job, or was told of it. The id is `<personId>:<jobId>`. */
export const interests = define({
  version: 1,
  schema: z.object({
    id: z.string(),
    personId: z.string(),
    jobId: z.string(),
    saved: z.boolean(),
    hidden: z.boolean(),
    alertedAt: z.int().optional(),
    invitedAt: z.int().optional(),
    at: z.int(),
  }),
  personal: [],
  blind: [],
  indexes: { person: { fields: ['personId', 'at'] }, job: { fields: ['jobId', 'at'] }, age: { fields: ['at'] } },
  feed: false,
})

/**
 * That a person was shown to the employer of a job: the lists of that job may name them. The id is `<personId>:<jobId>`, `at`
 * within a month of the last time.
 */
export const showings = define({
  version: 1,
  schema: z.object({ id: z.string(), personId: z.string(), jobId: z.string(), at: z.int() }),
  personal: [],
  blind: [],
  indexes: { person: { fields: ['personId', 'at'] }, age: { fields: ['at'] } },
  feed: false,
})

/**
 * The decision log: each list of matches as it was shown, ranks from 1. `anonymous`: one of an employer that names no person
 * any more.
 */
export const matchLists = define({
  version: 1,
  schema: z.object({
    id: z.string(),
    audience: z.enum(['person', 'employer', 'alert', 'anonymous']),
    subjectId: z.string(),
    at: z.int(),
    entries: z.array(z.object({ rank: z.int(), jobId: z.string(), personId: z.string(), explanation: Explanation })),
  }),
  personal: [],
  blind: [],
  indexes: { subject: { fields: ['subjectId', 'at'] }, age: { fields: ['audience', 'at'] } },
  feed: false,
})
