import { isHeldBy } from '@rolecall/core/case-life'
import { summaryOf } from '@rolecall/core/conversation/finish'
import type { FastifyInstance } from 'fastify'
import { agentName } from '../../flows/parts/agent-name.ts'
import type { CaseDeps } from '../../flows/parts/case-chat.ts'
import {
  closeACase,
  inviteToWrite,
  noteCaseRead,
  noteProfileShown,
  releaseACase,
  takeACase,
  writeInCase,
} from '../../flows/staff/work-on-case.ts'
import { isRefusal, type Refusal } from '../../refusal.ts'
import type { AppDeps } from '../deps.ts'
import { pageQuery } from '../employer/organisation-scope.ts'
import { operation } from '../operation.ts'
import { staffActorOf } from '../staff-viewer.ts'
import { presentChat } from './present-case-chat.ts'
import { rowsOf } from './present-case-row.ts'

/** People who need a person: a support agent's screen. Whoever has not taken a case reads nothing of its chat. */
export const caseOperations = (app: FastifyInstance, deps: AppDeps): void => {
  const caseDeps: CaseDeps = deps
  operation(app, deps, {
    name: 'listCases',
    handle: async ({ who, query }) => {
      const page = pageQuery(query)
      const { items, cursor } = await find(deps, query.show, who.user.id, page)
      // The urgent come first, before the first page of the others.
      const urgent =
        query.show === 'open' && query.after === undefined
          ? (await deps.store.find('cases', { index: 'reason', where: ['open', 'distress'], limit: 100 })).items
          : []
      const others = query.show === 'open' ? items.filter(({ doc }) => doc.reason !== 'distress') : items
      const rows = await rowsOf(
        deps,
        [...urgent, ...others].map(({ doc }) => doc),
      )
      return { items: rows, ...(cursor === undefined ? {} : { cursor }) }
    },
  })

  operation(app, deps, {
    name: 'readCase',
    handle: async ({ who, params }) => {
      const chat = await noteCaseRead(caseDeps, staffActorOf(who), params)
      if (isRefusal(chat)) return chat
      const { doc } = chat.row
      const { agentId, state } = doc
      const [row] = await rowsOf(deps, [doc])
      if (row === undefined) throw new Error('a case has no row')
      const { localHelp } = deps.settings.current().operator
      const shown = { ...row, ...(localHelp === undefined ? {} : { localHelp }) }
      if (isHeldBy(doc, who.user.id)) return { ...shown, chat: await presentChat(deps, chat) }
      const holder = state === 'taken' && agentId !== undefined ? await agentName(deps.store, agentId) : undefined
      return { ...shown, ...(holder === undefined ? {} : { holder }) }
    },
  })

  operation(app, deps, {
    name: 'takeCase',
    handle: async ({ who, params, body }) => done(await takeACase(caseDeps, staffActorOf(who), { ...params, ...body })),
  })
  operation(app, deps, {
    name: 'releaseCase',
    handle: async ({ who, params }) => done(await releaseACase(caseDeps, staffActorOf(who), params)),
  })
  operation(app, deps, {
    name: 'closeCase',
    handle: async ({ who, params, body }) =>
      done(await closeACase(caseDeps, staffActorOf(who), { ...params, ...body })),
  })
  operation(app, deps, {
    name: 'sendCaseMessage',
    handle: async ({ who, params, body, once }) =>
      done(await writeInCase(caseDeps, staffActorOf(who), { ...params, ...body, once })),
  })
  operation(app, deps, {
    name: 'inviteToWrite',
    handle: async ({ who, params }) => done(await inviteToWrite(caseDeps, staffActorOf(who), params)),
  })
  operation(app, deps, {
    name: 'showCaseProfile',
    handle: async ({ who, params, body }) => {
      const chat = await noteProfileShown(caseDeps, staffActorOf(who), { ...params, ...body })
      if (isRefusal(chat)) return chat
      const { person } = chat
      if (person === undefined || person.profile.work.length === 0) return {}
      return { answers: deps.texts.say(summaryOf(person.profile), who.user.language) }
    },
  })
}

type Paging = { readonly limit: number; readonly after?: string }

const find = ({ store }: AppDeps, show: 'open' | 'mine' | 'closed', userId: string, page: Paging) => {
  if (show === 'mine') return store.find('cases', { index: 'agent', where: [userId, 'taken'], ...page })
  const order = show === 'closed' ? 'descending' : 'ascending'
  return store.find('cases', { index: 'state', where: [show], order, ...page })
}

const done = (outcome: object | undefined): Refusal | undefined => (isRefusal(outcome) ? outcome : undefined)
