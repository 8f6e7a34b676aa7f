import type { z } from 'zod'
import { apiClients } from './api-clients.ts'
import { auditEntries } from './audit.ts'
import { caseMessages, cases } from './cases.ts'
import { businessNumbers, instances, tallies } from './health.ts'
import { indexSnapshots } from './index-snapshots.ts'
import { applications, interests, jobs, matchLists, showings } from './jobs.ts'
import { links } from './links.ts'
import { blocks, messages, reports } from './messages.ts'
import { news } from './news.ts'
import { dataKeys, media, outbox, tasks, templates } from './operations.ts'
import { memberships, organisations, users } from './organisations.ts'
import { passkeyChallenges, passkeys } from './passkeys.ts'
import { accounts, consents, conversations, people } from './people.ts'
import { requests } from './requests.ts'
import { sessions, signingKeys, webSignIns } from './sessions.ts'
import { settings } from './settings.ts'
import { staff } from './staff.ts'

/** Every collection, defined once: both engines derive tables, indexes, validators and sealing from here. */
export const collections = {
  accounts,
  people,
  conversations,
  consents,
  organisations,
  users,
  memberships,
  sessions,
  signingKeys,
  staff,
  webSignIns,
  passkeys,
  passkeyChallenges,
  links,
  apiClients,
  requests,
  jobs,
  applications,
  interests,
  showings,
  matchLists,
  messages,
  blocks,
  reports,
  outbox,
  news,
  tasks,
  templates,
  media,
  cases,
  caseMessages,
  dataKeys,
  auditEntries,
  settings,
  instances,
  tallies,
  businessNumbers,
  indexSnapshots,
} as const

export type CollectionName = keyof typeof collections
export type DocumentOf<C extends CollectionName> = z.infer<(typeof collections)[C]['schema']>
export type IndexOf<C extends CollectionName> = keyof (typeof collections)[C]['indexes'] & string
