import type { DocumentOf } from '@rolecall/core/model/collections'
import type { JobRow, PersonRow } from '@rolecall/match/engine'

export const jobRow = (job: DocumentOf<'jobs'>): JobRow => ({
  id: job.id,
  organisationId: job.organisationId,
  posting: job.posting,
  state: job.state,
  expiresAt: job.expiresAt,
  publishedAt: job.publishedAt ?? job.createdAt,
  openingsLeft: openingsLeft(job),
})

export const openingsLeft = ({ posting, hired }: DocumentOf<'jobs'>): number => Math.max(0, posting.openings - hired)

export const personRow = (person: DocumentOf<'people'>): PersonRow => ({
  id: person.id,
  profile: person.profile,
  active: person.state === 'active',
  alerts: person.alerts,
})
