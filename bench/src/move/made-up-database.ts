import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { type CollectionName, collections } from '@rolecall/core/model/collections'
import { amina, publish, register } from '@rolecall/server/testing/stories'
import { createWorld } from '@rolecall/server/testing/world'
import { collectionNames } from '@rolecall/store/shapes'
import type { Carried } from '@rolecall/store/transfer/carried'
import { openSource, openTarget } from '@rolecall/store/transfer/open'

type Kept = { readonly name: CollectionName; readonly documents: readonly Carried[] }

/** `mix`: how much of it is of which collection. */
type MadeUp = { readonly url: string; readonly mix: readonly string[] }

/**
 * A SQLite file of so many documents: those that people leave behind who register, look, apply and are alerted, each made again
 * and again under other ids, with other ciphertext of the same length. The mix is that of the story.
 */
export const makeUpDatabase = async (folder: string, count: number): Promise<MadeUp> => {
  const kept = await documentsOfAStory()
  const perRound = kept.reduce((sum, { documents }) => sum + documents.length, 0)
  const url = `sqlite:${join(folder, 'made-up.db')}`
  await using target = await openTarget(url, { from: 'a story' })
  let number = 0
  const mix: string[] = []
  for (const { name, documents } of kept) {
    const wanted = Math.ceil((count * documents.length) / perRound)
    mix.push(`${name} ${Math.round((100 * documents.length) / perRound)} %`)
    for (let made = 0; made < wanted; made += 2000) {
      const many = Array.from({ length: Math.min(2000, wanted - made) }, (_, at) => {
        number += 1
        const document = documents[(made + at) % documents.length]
        return document === undefined ? [] : [copyOf(name, document, number)]
      })
      await target.put(name, many.flat(), true)
    }
  }
  await target.finish([])
  return { url, mix }
}

const documentsOfAStory = async (): Promise<readonly Kept[]> => {
  await using world = await createWorld()
  await publish(world)
  await register(world)
  await world.say(amina, 'JOBS')
  await world.tap(amina, 'job.').catch(() => undefined)
  await world.say(amina, 'HELP')
  await using source = await openSource(world.databaseUrl, { snapshot: true })
  const kept: Kept[] = []
  for (const name of collectionNames())
    for await (const documents of source.documents(name)) kept.push({ name, documents })
  return kept
}

/** Another id, other ciphertext, and other values where they must be told apart. */
const copyOf = (name: CollectionName, document: Carried, number: number): Carried => {
  const plain: Record<string, unknown> = JSON.parse(document.body)
  for (const index of Object.values(collections[name].indexes))
    for (const field of 'unique' in index && index.unique === true ? index.fields : []) {
      if (typeof plain[field] === 'number') plain[field] = number
      else if (typeof plain[field] === 'string' && field !== 'log') plain[field] = randomBytes(32).toString('base64url')
    }
  const prefix = /^[a-z]+[_:]/.exec(document.id)?.[0] ?? ''
  return {
    ...document,
    id: `${prefix}${randomBytes(16).toString('hex')}`,
    body: JSON.stringify(plain),
    ...(document.sealed === undefined ? {} : { sealed: randomBytes(document.sealed.length) }),
  }
}
