import type { CaseRow } from '@rolecall/contract/api/cases'
import { isLate } from '@rolecall/core/case-life'
import type { DocumentOf } from '@rolecall/core/model/collections'
import { newestChat } from '../../flows/parts/case-chat.ts'
import type { AppDeps } from '../deps.ts'
import { moment } from '../moment.ts'

/** What every support agent may see of a case: the first name and the language, and of a closed one neither. */
export const rowsOf = async (deps: AppDeps, cases: readonly DocumentOf<'cases'>[]): Promise<CaseRow[]> => {
  const people = await deps.store.getMany(
    'people',
    cases.flatMap(({ personId, state }) => (personId === undefined || state === 'closed' ? [] : [personId])),
  )
  const byId = new Map(people.map(({ doc }) => [doc.id, doc]))
  return Promise.all(
    cases.map(async (doc) => {
      const { id, reason, state, at, outcome, personId, accountId } = doc
      const person = byId.get(personId ?? '')
      const chat = person === undefined && state !== 'closed' ? await newestChat(deps.store, accountId) : undefined
      const [name] = person?.name?.trim().split(/\s+/) ?? []
      const language = person?.language ?? chat?.doc.language
      return {
        id,
        reason,
        state,
        since: moment(at),
        late: isLate(doc, deps.clock.now()),
        ...(name === undefined ? {} : { name }),
        ...(language === undefined ? {} : { language }),
        ...(outcome === undefined ? {} : { outcome }),
      }
    }),
  )
}
