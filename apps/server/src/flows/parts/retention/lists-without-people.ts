import { withoutPeople } from '@rolecall/core/match-list'
import type { Change } from '@rolecall/core/ports/store'
import { monthMs, type RetentionDeps } from './rule.ts'

/** How long a list tells who stood in it. Milliseconds. */
export const namedMs = 12 * monthMs
const atOnce = 100

/** Takes the people out of lists that employers saw long ago. */
export const anonymiseLists = async ({ store }: RetentionDeps, now: number): Promise<number> => {
  let done = 0
  for (;;) {
    const range = { below: now - namedMs }
    const { items } = await store.find('matchLists', { index: 'age', where: ['employer'], range, limit: atOnce })
    const changes = items.map(
      ({ doc, revision }): Change => ({
        op: 'put',
        collection: 'matchLists',
        doc: withoutPeople(doc),
        expected: revision,
      }),
    )
    if (changes.length === 0 || (await store.commit(changes)).outcome !== 'committed') return done
    done += changes.length
  }
}
