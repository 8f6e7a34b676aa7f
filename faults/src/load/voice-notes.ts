import type { DocumentOf } from '@rolecall/core/model/collections'
import { whatsappEnv } from '@rolecall/server/testing/server-process'
import type { Stage } from '../stage/stage.ts'
import type { Writer } from './crowd.ts'

/** Each person gets a phone of the look-alike; the function that lets all of them send a voice note. */
export const withPhones = async (stage: Stage, crowd: readonly Writer[]): Promise<() => Promise<void>> => {
  const ids = await Promise.all(
    crowd.map(async ({ phone }) => {
      const made: { readonly id: string } = await ask(stage, 'phones', { name: `Person ${phone}`, phone })
      return made.id
    }),
  )
  return async () => {
    await Promise.all(ids.map((id) => ask(stage, `phones/${id}/media`, { kind: 'voice' })))
  }
}

/** What is kept of what they sent. */
export const mediaOf = async ({ store }: Stage, crowd: readonly Writer[]): Promise<readonly DocumentOf<'media'>[]> => {
  const each = crowd.map(async ({ phone }) => {
    const where = [`${whatsappEnv.WHATSAPP_PORTFOLIO_ID}/${phone}`]
    const [account] = (await store.find('accounts', { index: 'phone', where, limit: 1 })).items
    if (account === undefined) return []
    const { items } = await store.find('media', { index: 'account', where: [account.doc.id], limit: 20 })
    return items.map(({ doc }) => doc)
  })
  return (await Promise.all(each)).flat()
}

const ask = async <Answer>({ whatsapp }: Stage, path: string, body: unknown): Promise<Answer> => {
  const answer = await fetch(`${whatsapp.page}api/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  if (!answer.ok) throw new Error(`the look-alike answered ${answer.status}: ${await answer.text()}`)
  return answer.json()
}
