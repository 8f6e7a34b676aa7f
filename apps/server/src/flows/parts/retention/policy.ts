import type { CollectionName } from '@rolecall/core/model/collections'
import { dayOwnerOf } from '../../../day-owner.ts'
import { rememberedMs } from '../once.ts'
import { destroyDayKeys } from './day-keys.ts'
import { anonymiseLists, namedMs } from './lists-without-people.ts'
import { forgetCases } from './old-cases.ts'
import { dayMs, deleting, monthMs, type RetentionRule } from './rule.ts'
import { forgetSilent, forgetUnfinished } from './silent-people.ts'
import { forgetWebPeople } from './web-people.ts'

/** What goes by itself, and how long the rest stays. */
type Policy = { readonly rules: readonly RetentionRule[]; readonly otherwise: string }

/** Meta sends a webhook again for up to seven days: so long copies must be known. Milliseconds. */
const inboxMs = 8 * dayMs
const quarterMs = 90 * dayMs
const yearMs = 12 * monthMs

const withPerson = 'with the person'
const whileInUse = 'while it is in use'

/** How long everything is kept: every collection, with what is forgotten, after how long and why. */
export const retention: Readonly<Record<CollectionName, Policy>> = {
  accounts: {
    rules: [
      {
        what: 'whoever wrote and agreed to nothing, or never finished, with everything of theirs',
        after: '90 days without a message',
        why: 'nothing is looked for in their name',
        forget: forgetUnfinished,
      },
      {
        what: 'whoever is silent, with everything of theirs; asked first where they can be reached, and kept where they answer',
        after: 'the months of silence that an administrator set (24) and 30 days to answer',
        why: 'a profile that nobody keeps up finds no work',
        forget: forgetSilent,
      },
    ],
    otherwise: withPerson,
  },
  people: {
    rules: [
      {
        what: 'whoever registered on the web and left no e-mail, WhatsApp, passkey or application, with everything of theirs',
        after: '90 days',
        why: 'nobody could reach them',
        forget: forgetWebPeople,
      },
    ],
    otherwise: 'until they ask to be forgotten, or by the rules of accounts',
  },
  conversations: { rules: [], otherwise: 'with the account: it holds where the chat stands, no messages' },
  consents: { rules: [], otherwise: `${withPerson}: they show what was agreed to` },
  organisations: { rules: [], otherwise: whileInUse },
  users: { rules: [], otherwise: 'while they work for an organisation or the operator' },
  memberships: { rules: [], otherwise: 'while they work for the organisation' },
  sessions: {
    rules: [
      {
        what: 'sign-ins, with the name of the browser',
        after: '90 days after their end',
        why: 'to look into a sign-in that was not theirs',
        forget: deleting('sessions', (now) => [{ index: 'end', where: [], range: { below: now - quarterMs } }]),
      },
    ],
    otherwise: withPerson,
  },
  signingKeys: { rules: [], otherwise: 'no personal data; replaced in turn' },
  staff: { rules: [], otherwise: 'while they work for the operator' },
  apiClients: { rules: [], otherwise: 'until the organisation removes it' },
  requests: {
    rules: [
      {
        what: 'what was asked for under an Idempotency-Key',
        after: '1 day',
        why: 'so long a request may come again',
        forget: deleting('requests', (now) =>
          Array.from({ length: 8 }, (_, day) => ({
            index: 'day',
            where: [dayOwnerOf(now - (day + 1) * dayMs)],
            range: { below: now - rememberedMs },
          })),
        ),
      },
    ],
    otherwise: 'nothing',
  },
  passkeys: { rules: [], otherwise: 'until its owner removes it, or with the account' },
  passkeyChallenges: {
    rules: [
      {
        what: 'challenges that wait for the answer of a passkey',
        after: 'their end: 5 minutes',
        why: 'they are good for nothing then',
        forget: deleting('passkeyChallenges', (now) =>
          ['create', 'sign-in'].map((ceremony) => ({ index: 'end', where: [ceremony], range: { below: now } })),
        ),
      },
    ],
    otherwise: 'nothing',
  },
  webSignIns: {
    rules: [
      {
        what: 'attempts to sign in by WhatsApp',
        after: '1 day',
        why: 'they are over after ten minutes',
        forget: deleting('webSignIns', (now) =>
          ['waiting', 'asked', 'proven', 'used', 'refused'].map((state) => ({
            index: 'state',
            where: [state],
            range: { below: now - dayMs },
          })),
        ),
      },
    ],
    otherwise: 'nothing',
  },
  links: {
    rules: [
      {
        what: 'links in mails and chats',
        after: 'their end: minutes to 7 days',
        why: 'they are good for nothing then',
        forget: deleting('links', (now) =>
          ['sign-up', 'password', 'invitation', 'person-email', 'person-sign-in', 'own-data', 'reading-own-data'].map(
            (purpose) => ({
              index: 'end',
              where: [purpose],
              range: { below: now },
            }),
          ),
        ),
      },
    ],
    otherwise: 'nothing',
  },
  jobs: { rules: [], otherwise: 'what employers publish; no personal data of people who look for work' },
  applications: {
    rules: [
      {
        what: 'applications, with their answers and history',
        after: '12 months after they ended',
        why: 'so long an employer may have to answer for a choice',
        forget: deleting('applications', (now) =>
          ['hired', 'not-selected', 'withdrawn'].map((state) => ({
            index: 'age',
            where: [state],
            range: { below: now - yearMs },
          })),
        ),
      },
    ],
    otherwise: withPerson,
  },
  interests: {
    rules: [
      {
        what: 'jobs that were saved, put aside, told of, or invited to',
        after: '12 months',
        why: 'the job is over by then',
        forget: deleting('interests', (now) => [{ index: 'age', where: [], range: { below: now - yearMs } }]),
      },
    ],
    otherwise: withPerson,
  },
  showings: {
    rules: [
      {
        what: 'that a person was shown to the employer of a job',
        after: '14 months',
        why: 'longer than any list names people: who asks to be forgotten is found in all of them',
        forget: deleting('showings', (now) => [{ index: 'age', where: [], range: { below: now - 14 * monthMs } }]),
      },
    ],
    otherwise: withPerson,
  },
  matchLists: {
    rules: [
      {
        what: 'lists that a person was shown',
        after: '12 months',
        why: 'so long both can ask why',
        forget: deleting('matchLists', (now) =>
          ['person', 'alert'].map((audience) => ({
            index: 'age',
            where: [audience],
            range: { below: now - namedMs },
          })),
        ),
      },
      {
        what: 'the people in lists that an employer was shown; scores and verdicts stay',
        after: '12 months',
        why: 'audits of fairness need no names',
        forget: anonymiseLists,
      },
      {
        what: 'lists without people',
        after: '36 months',
        why: 'audits of fairness look back over years',
        forget: deleting('matchLists', (now) => [
          { index: 'age', where: ['anonymous'], range: { below: now - 3 * yearMs } },
        ]),
      },
    ],
    otherwise: withPerson,
  },
  messages: {
    rules: [
      {
        what: 'what employers and people wrote to each other',
        after: '12 months',
        why: 'so long an employer may have to answer for a choice',
        forget: deleting('messages', (now) => [{ index: 'age', where: [], range: { below: now - yearMs } }]),
      },
    ],
    otherwise: withPerson,
  },
  blocks: { rules: [], otherwise: `${withPerson}: a block that ends by itself protects nobody` },
  reports: {
    rules: [
      {
        what: 'reports that moderators decided',
        after: '12 months',
        why: 'to see who is reported again',
        forget: deleting('reports', (now) => [{ index: 'state', where: ['decided'], range: { below: now - yearMs } }]),
      },
    ],
    otherwise: 'until they are decided, or with the person',
  },
  outbox: {
    rules: [
      {
        what: 'messages that were sent, with their text',
        after: '90 days',
        why: 'to answer what was said to whom',
        forget: deleting('outbox', (now) =>
          ['accepted', 'sent', 'delivered', 'read', 'failed', 'unknown', 'dropped'].map((state) => ({
            index: 'state',
            where: [state],
            range: { below: now - quarterMs },
          })),
        ),
      },
    ],
    otherwise: withPerson,
  },
  news: {
    rules: [
      {
        what: 'what was told on the pages of people without WhatsApp',
        after: '12 months',
        why: 'the job is over by then',
        forget: deleting('news', (now) => [{ index: 'age', where: [], range: { below: now - yearMs } }]),
      },
    ],
    otherwise: withPerson,
  },
  tasks: {
    rules: [
      {
        what: 'that a message came in or another task was done; its text goes when it is done',
        after: '8 days',
        why: 'WhatsApp may send a copy for seven days',
        forget: deleting('tasks', (now) => [{ index: 'state', where: ['done'], range: { below: now - inboxMs } }]),
      },
      {
        what: 'tasks that could not be done',
        after: '90 days; their text goes with the key of its day after 8',
        why: 'so that the operator can see them',
        forget: deleting('tasks', (now) => [{ index: 'state', where: ['dead'], range: { below: now - quarterMs } }]),
      },
    ],
    otherwise: 'until they are done',
  },
  settings: { rules: [], otherwise: 'no personal data' },
  instances: {
    rules: [
      {
        what: 'that a process of the installation ran, and how it was',
        after: '1 day after it fell silent',
        why: 'to see which one was lost',
        forget: deleting('instances', (now) => [{ index: 'seen', where: [], range: { below: now - dayMs } }]),
      },
    ],
    otherwise: 'no personal data; until the process stops',
  },
  tallies: {
    rules: [
      {
        what: 'how many messages were delivered and billed in an hour',
        after: '90 days',
        why: 'no longer than the messages that were counted',
        forget: deleting('tallies', (now) => [{ index: 'hour', where: [], range: { below: now - quarterMs } }]),
      },
    ],
    otherwise: 'no personal data',
  },
  businessNumbers: { rules: [], otherwise: 'no personal data' },
  indexSnapshots: { rules: [], otherwise: 'no personal data' },
  templates: { rules: [], otherwise: 'no personal data' },
  media: {
    rules: [
      {
        what: 'voice notes, pictures and documents that people sent, with the file',
        after: '90 days',
        why: 'to help whoever sent them',
        forget: deleting(
          'media',
          (now) => [{ index: 'age', where: [], range: { below: now - quarterMs } }],
          async ({ store, files }, id) => {
            const fileKey = (await store.get('media', id))?.doc.fileKey
            if (fileKey !== undefined) await files.delete(fileKey)
          },
        ),
      },
    ],
    otherwise: withPerson,
  },
  cases: {
    rules: [
      {
        what: 'calls for a person that were closed, with what was said in them',
        after: '90 days',
        why: 'to go on where the same trouble comes back',
        forget: forgetCases,
      },
    ],
    otherwise: withPerson,
  },
  caseMessages: { rules: [], otherwise: 'with their case' },
  dataKeys: {
    rules: [
      {
        what: 'the key of a day, and with it whatever came in on that day and is left',
        after: '8 days',
        why: 'nothing that came in stays readable by accident',
        forget: (deps, now) => destroyDayKeys(deps, now - inboxMs),
      },
    ],
    otherwise:
      'with the person, the account or the user that it is of: destroying it erases them, from backups within a week',
  },
  auditEntries: {
    rules: [],
    otherwise: 'for good: who did what, in ids and codes; the ids of who was erased lead nowhere any more',
  },
}
