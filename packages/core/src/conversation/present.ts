import { askForMore } from './add-held.ts'
import { askToWithdraw } from './applications.ts'
import { screeningReply, warn } from './apply.ts'
import { ask, askedQuestion } from './ask.ts'
import { menuReply } from './menu.ts'
import { askWho } from './people-on-phone.ts'
import { questionOf } from './questionnaire.ts'
import type { Phrase, Reply } from './reply.ts'
import { askWhy } from './reporting.ts'
import { choice, say } from './say.ts'
import { askPayPeriod, askToChoose, askToConfirm } from './settle.ts'
import type { Scene } from './turn.ts'
import { askToWrite } from './writing.ts'

/** The question that stands, asked (again), with `before` in front of it; the menu where there is none. */
export const present = (scene: Scene, before: readonly Phrase[]): Reply =>
  questionReply(scene, before) ?? menuReply(before)

const questionReply = (scene: Scene, before: readonly Phrase[]): Reply | undefined => {
  const { mode } = scene.state
  switch (mode.kind) {
    case 'start':
    case 'idle':
      return undefined
    case 'asking': {
      const question = askedQuestion(scene, mode.question)
      return (
        question && ask(scene, question, { editing: mode.editing && questionOf(mode.question) !== undefined, before })
      )
    }
    case 'confirming':
      return askToConfirm(mode, before)
    case 'choosing':
      return askToChoose(mode, before)
    case 'pay-period':
      return askPayPeriod(mode, before)
    case 'adding':
      return askForMore(before)
    case 'warned':
      return scene.person && warn(scene, scene.person, mode.jobId, before)
    case 'screening':
      return screeningReply(scene, mode, before)
    case 'withdrawing':
      return askToWithdraw(scene, mode.applicationId, before)
    case 'writing':
      return askToWrite(scene, mode, before)
    case 'reporting':
      return askWhy(scene, mode, before)
    case 'deleting':
      return askToDelete(scene, mode.personId, before)
    case 'who':
      return askWho(scene, mode, before)
    default:
      return mode satisfies never
  }
}

const askToDelete = (scene: Scene, personId: string, before: readonly Phrase[]): Reply => {
  const name = scene.people.find(({ id }) => id === personId)?.name ?? ''
  const buttons = [choice('deleting.yes', 'option.delete.yes'), choice('deleting.no', 'option.delete.no')]
  return { kind: 'buttons', body: [...before, say('bot.delete', { name })], buttons }
}
