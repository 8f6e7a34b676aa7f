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
  const { profile, things, unread } = readMore({ ...scene, person, words }, readings.text)
  if (profile === undefined) return miss(scene, say('bot.again.held'))
  const edits = [profileEdit(person, profile)]
  const added = say('bot.profile.held-added', { value: inside(saidTogether(things)) })
  return unread.length === 0
    ? { ...goOn(scene, edits, true), before: [added] }
    : { edits, before: [added, notUnderstood(unread)], mode: { kind: 'adding' } }
}

type Around = Pick<Scene, 'look' | 'operator'> & { readonly person: Person; readonly words: Words }

/** What a text adds to a profile: undefined where it names nothing that a person can have. */
export const readMore = (
  { person, words, look, operator }: Around,
  text: string,
): HeldReading & { readonly profile: Partial<Profile> | undefined } => {
  const read = readHeld(text, { words, look, countries: operator.countries })
  return { ...read, profile: read.things.length === 0 ? undefined : withThings(person.profile, read.things) }
}

export const notUnderstood = (unread: readonly string[]): Phrase =>
  say('bot.profile.held-unread', { said: cut(unread.join(', '), 80) })

const withThings = (profile: Profile, things: readonly HeldFact[]): Partial<Profile> => {
  const added: { -readonly [Field in keyof Profile]?: Profile[Field] } = {}
  for (const thing of things) Object.assign(added, withThing({ ...profile, ...added }, thing))
  return added
}
