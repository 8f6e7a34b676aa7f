import { askPerson } from './ask-person.ts'
import type { Phrase } from './reply.ts'
import { say } from './say.ts'
import type { Scene, Turn } from './turn.ts'

/**
 * An answer that was not understood: first what is missing, then the easier form, then a person, once. The question
 * stays, and what was answered is safe.
 */
export const miss = (scene: Scene, missing: Phrase): Turn => {
  const strikes = scene.state.strikes + 1
  if (strikes < 3) return { before: [missing], set: { strikes } }
  if (strikes > 3) return { before: [say('bot.miss.easier')], set: { strikes: 4 } }
  const { edits, time, late } = askPerson(scene, 'three-misses')
  return { before: [late ? say('bot.miss.easier') : say('bot.miss.person', { time })], set: { strikes }, edits }
}
