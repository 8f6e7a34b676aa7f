import type { Match } from '@rolecall/contract/api/matches'
import type { DocumentOf } from '@rolecall/core/model/collections'
import type { Match as Matched } from '@rolecall/match/engine'
import type { FastifyInstance } from 'fastify'
import { invitePerson } from '../../flows/invite-person.ts'
import { logShown } from '../../flows/log-shown.ts'
import { jobRow } from '../../matcher/rows.ts'
import { isRefusal, refuse } from '../../refusal.ts'
import type { AppDeps } from '../deps.ts'
import { idsOfExplanation, labelsOf } from '../labels.ts'
import { moment } from '../moment.ts'
import { operation } from '../operation.ts'
import { actorOf } from '../viewer.ts'
import { ofOrganisation } from './organisation-scope.ts'
import { distanceBandOf, firstNameOf } from './person-view.ts'

type Job = DocumentOf<'jobs'>

export const matchOperations = (app: FastifyInstance, deps: AppDeps): void => {
  operation(app, deps, {
    name: 'listMatches',
    handle: async ({ who, params, query }) => {
      const job = ofOrganisation(who, await deps.store.get('jobs', params.jobId))?.doc
      if (job === undefined) return refuse('not-found')
      const row = jobRow(job)
      const [matched, { musts }] = await Promise.all([
        deps.index.ask('peopleFor', { job: row, limit: query.limit, now: deps.clock.now() }),
        deps.index.ask('estimate', { draft: row }),
      ])
      const items = await present(deps, job, matched)
      await logShown(
        deps,
        job.id,
        matched.filter(({ personId }) => items.some((item) => item.personId === personId)),
      )
      const ids = items.flatMap(({ explanation }) => idsOfExplanation(explanation))
      return {
        items,
        labels: labelsOf(deps.look.taxonomy, who.user.language, ids),
        costOfMusts: musts.map(({ requirementIndex, without }) => ({ index: requirementIndex, without })),
      }
    },
  })

  operation(app, deps, {
    name: 'invitePerson',
    handle: async ({ who, params, body, once }) => {
      const invited = await invitePerson(deps, actorOf(who), { ...body, jobId: params.jobId, once })
      if (isRefusal(invited)) return invited
      return { ...invited, invitedAt: moment(invited.invitedAt), tellAt: moment(invited.tellAt) }
    },
  })
}

/** First names only, and of people who still look for work: the index may be a moment behind the store. */
const present = async ({ store }: AppDeps, job: Job, matched: readonly Matched[]): Promise<Match[]> => {
  const ids = matched.map(({ personId }) => personId)
  const [people, interests, applications] = await Promise.all([
    store.getMany('people', ids),
    store.getMany(
      'interests',
      ids.map((id) => `${id}:${job.id}`),
    ),
    store.find('applications', { index: 'job', where: [job.id], limit: 1000 }),
  ])
  const personById = new Map(people.map(({ doc }) => [doc.id, doc]))
  const invitedAt = new Map(interests.map(({ doc }) => [doc.personId, doc.invitedAt]))
  const applicationOf = new Map(applications.items.map(({ doc }) => [doc.personId, doc.id]))
  return matched.flatMap(({ personId, explanation }) => {
    const person = personById.get(personId)
    if (person === undefined || person.state !== 'active') return []
    const at = invitedAt.get(personId)
    const applicationId = applicationOf.get(personId)
    const band = distanceBandOf(explanation)
    const town = person.profile.place?.label
    return {
      personId,
      firstName: firstNameOf(person.name),
      ...(town === undefined ? {} : { town }),
      ...(band === undefined ? {} : { distanceBand: band }),
      explanation,
      ...(applicationId === undefined ? {} : { applicationId }),
      ...(at === undefined ? {} : { invitedAt: moment(at) }),
      invitable: job.state === 'open' && person.alerts && at === undefined && applicationId === undefined,
    }
  })
}
