import type { Profile } from '@rolecall/contract/profile'
import { notText } from './answer.ts'
import { goOn, profileEdit } from './go-on.ts'
import { withThing } from './held.ts'
import { type HeldFact, saidTogether } from './held-answers.ts'
import { miss } from './miss.ts'
import { type HeldReading, readHeld } from './reading/held.ts'
import type { Phrase, Reply } from './reply.ts'
import { choice, cut, inside, say } from './say.ts'
import { chosen, homeOf, type Person, type Scene, type Turn } from './turn.ts'
import type { Words } from './words.ts'

/** What else they have, in their own words. */
export const askForMore = (before: readonly Phrase[]): Reply => ({
  kind: 'buttons',
  body: [...before, say('bot.ask.held')],
  buttons: [choice('adding.cancel', 'option.writing.cancel')],
})

/** What was understood is kept and read back; the rest is told, and can be said anew at once. */
export const settleAdding = (scene: Scene, person: Person, words: Words): Turn => {
  const { event, readings } = scene
  if (chosen(scene) === 'adding.cancel') return { mode: homeOf(scene) }
  if (readings.oldTap !== undefined) return {}
  if (event.kind !== 'text' && event.kind !== 'tap') return miss(scene, notText(event))
  if (readings.greeting) return { before: [say('bot.hello')] }
  const { profile, things, full, unread } = readMore({ ...scene, person, words }, readings.text)
  if (things.length === 0) return miss(scene, full.length === 0 ? say('bot.again.held') : noRoom(full))
  const edits = [profileEdit(person, profile)]
  const added = say('bot.profile.held-added', { value: inside(saidTogether(things)) })
  const left = [...(full.length === 0 ? [] : [noRoom(full)]), ...(unread.length === 0 ? [] : [notUnderstood(unread)])]
  return unread.length === 0
    ? { ...goOn(scene, edits, true), before: [added, ...left] }
    : { edits, before: [added, ...left], mode: { kind: 'adding' } }
}

type Around = Pick<Scene, 'look' | 'operator'> & { readonly person: Person; readonly words: Words }

/** `things` are added by `profile`; for those of `full` it has no room. */
type More = HeldReading & { readonly profile: Partial<Profile>; readonly full: readonly HeldFact[] }

/** What a text adds to a profile. */
export const readMore = ({ person, words, look, operator }: Around, text: string): More => {
  const read = readHeld(text, { words, look, countries: operator.countries })
  const profile: { -readonly [Field in keyof Profile]?: Profile[Field] } = {}
  const [things, full]: [HeldFact[], HeldFact[]] = [[], []]
  for (const thing of read.things) {
    const more = withThing({ ...person.profile, ...profile }, thing)
    Object.assign(profile, more)
    ;(more === undefined ? full : things).push(thing)
  }
  return { ...read, things, full, profile }
}

export const noRoom = (full: readonly HeldFact[]): Phrase =>
  say('bot.profile.held-full', { value: inside(saidTogether(full)) })

export const notUnderstood = (unread: readonly string[]): Phrase =>
  say('bot.profile.held-unread', { said: cut(unread.join(', '), 80) })
