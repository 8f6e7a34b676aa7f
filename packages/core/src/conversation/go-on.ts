import type { Profile } from '@rolecall/contract/profile'
import type { Edit } from './edits.ts'
import { finishRegistration } from './finish.ts'
import { say } from './say.ts'
import { afterTurn, homeOf, type Person, type Scene, stepOf, type Turn, withEdits } from './turn.ts'

/** After an answer: the next question, the first jobs, or, where one answer was changed, that it is saved. */
export const goOn = (scene: Scene, edits: readonly Edit[], editing: boolean, set: Turn['set'] = {}): Turn => {
  const next = afterTurn(scene, { edits, set, mode: scene.state.mode })
  if (editing) return { edits, set, mode: homeOf(next), before: [say('bot.saved')] }
  const isDone = next.person?.state === 'registering' && stepOf(next) === undefined
  if (!isDone) return { edits, set, mode: homeOf(next) }
  const last = finishRegistration(next)
  return withEdits(edits, { ...last, set: { ...set, ...last.set } })
}

export const profileEdit = (person: Person, profile: Partial<Profile>): Edit => ({
  kind: 'update-person',
  personId: person.id,
  profile,
})
