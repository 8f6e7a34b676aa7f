import type { CollectionName } from '@rolecall/core/model/collections'
import { VersionUnreadable } from '../errors.ts'
import { collectionNames, makeShapes, shapeIn } from '../shapes.ts'
import { type Carried, Checksum, compareIds, isSame, type Revision, type Source, type Target } from './carried.ts'
import { ahead, eachOf, walkTogether } from './streams.ts'

/** Told of how many documents of how many are done. */
export type Tell = (done: number, total: number) => void

export type Sum = { readonly collection: CollectionName; readonly count: number; readonly checksum: string }

const putsAtOnce = 3
const putsPerBatch = 1000

const shapes = makeShapes()
const names = collectionNames()

/** How many documents a database holds, about. */
export const countAll = async (source: Source): Promise<number> => {
  const counts = await Promise.all(names.map((name) => source.count(name)))
  return counts.reduce((sum, count) => sum + count, 0)
}

/** Copies everything behind what stands in the target already. What changes meanwhile is left to `catchUp`. */
export const copyAll = async (source: Source, target: Target, tell: Tell): Promise<void> => {
  const total = await countAll(source)
  let done = 0
  for (const name of names) {
    const last = await target.lastId(name)
    if (last !== undefined) done += await target.count(name)
    await eachOf(ahead(source.documents(name, last)), putsAtOnce, async (documents) => {
      checkVersions(name, documents)
      await target.put(name, documents, true)
      done += documents.length
      tell(Math.min(done, total), total)
    })
  }
}

/**
 * Brings over what was changed, added or deleted, by the revisions on both sides: how much that was. A document that was deleted and
 * made anew may hide behind an equal revision: `compareAll` finds it.
 */
export const catchUp = async (source: Source, target: Target): Promise<number> => {
  let changed = 0
  for (const name of names) {
    const differs = (left: Revision, right: Revision) => left.revision !== right.revision
    changed += await follow({ source, target, name }, [source.revisions(name), target.revisions(name)], differs)
  }
  return changed
}

/**
 * Reads everything on both sides, puts right what differs, and sums up what is equal, byte for byte: `changed` is how much was put
 * right, and is 0 when the target is verified.
 */
export const compareAll = async (
  source: Source,
  target: Target,
  tell: Tell,
): Promise<{ readonly changed: number; readonly sums: readonly Sum[] }> => {
  const total = await countAll(source)
  const sums: Sum[] = []
  let [changed, done] = [0, 0]
  for (const name of names) {
    const checksum = new Checksum()
    const differs = (left: Carried, right: Carried) => {
      done += 1
      if (done % putsPerBatch === 0) tell(Math.min(done, total), total)
      if (!isSame(left, right)) return true
      // Of what came back out of the target.
      checksum.add(right)
      return false
    }
    changed += await follow({ source, target, name }, [source.documents(name), target.documents(name)], differs)
    sums.push({ collection: name, count: checksum.count, checksum: checksum.hex })
  }
  return { changed, sums }
}

type Place = { readonly source: Source; readonly target: Target; readonly name: CollectionName }

/** Walks both sides and brings over what differs: how much. */
const follow = async <T extends { readonly id: string }>(
  { source, target, name }: Place,
  sides: readonly [AsyncIterable<readonly T[]>, AsyncIterable<readonly T[]>],
  differs: (left: T, right: T) => boolean,
): Promise<number> => {
  let changed = 0
  const [missing, gone]: [string[], string[]] = [[], []]
  const visit = ({ left, right }: { left?: T; right?: T }): void => {
    if (left === undefined) gone.push(right?.id ?? '')
    else if (right === undefined || differs(left, right)) missing.push(left.id)
  }
  const pause = async (): Promise<void> => {
    changed += missing.length + gone.length
    if (gone.length > 0) await target.remove(name, gone.splice(0))
    while (missing.length > 0) {
      const documents = await source.get(name, missing.splice(0, putsPerBatch))
      checkVersions(name, documents)
      await target.put(name, documents, false)
    }
  }
  await walkTogether(sides, compareIds, { visit, pause })
  return changed
}

/** What a newer release wrote, this one would write on in its own words. */
const checkVersions = (name: CollectionName, documents: readonly Carried[]): void => {
  const { version } = shapeIn(shapes, name)
  const newer = documents.find((document) => document.version > version)
  if (newer) throw new VersionUnreadable(`${name}/${newer.id} was written by a newer release: move with that one`)
}
