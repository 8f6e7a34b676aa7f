import { isIdle, isWithAgent } from '../case-life.ts'
import type { Edit } from './edits.ts'
import type { Phrase } from './reply.ts'
import { runCommand } from './run-command.ts'
import { say, textReply } from './say.ts'
import { type Scene, type Turn, withEdits } from './turn.ts'
import { fold, isSaid, type Words } from './words.ts'
import { leaveWriting } from './writing.ts'

/**
 * A message while one of the operator's people has the chat: it is for them, and the bot is silent. STOP, DELETE and MENU work as
 * ever and give the chat back to the bot. Undefined where nobody has it.
 */
export const withAgent = (scene: Scene, words: Words, alone: (scene: Scene) => Turn): Turn | undefined => {
  const { openCase, readings, now } = scene
  if (openCase === undefined) return undefined
  if (openCase.botBack !== true && isIdle(openCase, now)) return botAgain(scene, alone(scene))
  if (!isWithAgent(openCase, now)) return undefined
  switch (readings.command) {
    case 'stop':
      return withEdits([backToBot], runCommand(scene, 'stop'))
    case 'delete':
      return botAgain(scene, runCommand(scene, 'delete'))
    case 'menu':
      return botAgain(scene, runCommand(scene, 'menu'))
    default:
      if (isSaid(words, 'back', fold(readings.text))) return botAgain(scene, runCommand(scene, 'menu'))
      return isForEmployer(scene, openCase) ? undefined : leaveWriting(scene, silent(scene))
  }
}

/**
 * An answer that quotes an employer's message, a tap on its buttons, and the text after Reply are for the employer even now. Who
 * had pressed Reply before the agent came is taken to write to the agent.
 */
const isForEmployer = ({ event, relay, state }: Scene, { takenAt = 0 }: OpenCase): boolean => {
  if (event.kind === 'tap' && /^(reply|block|unblock|report|writing)\./.test(event.id)) return true
  if (event.kind === 'text' && relay.quoted !== undefined) return true
  return (state.mode.kind === 'writing' || state.mode.kind === 'reporting') && state.lastAt >= takenAt
}
type OpenCase = NonNullable<Scene['openCase']>

const backToBot: Edit = { kind: 'change-case', change: { botBack: true } }

/** Whoever writes must know that no person reads along any more. */
const botAgain = (scene: Scene, turn: Turn): Turn => {
  const told = say('bot.agent.bot-again', agentOf(scene))
  const after = withEdits([backToBot], turn)
  return turn.replies === undefined
    ? { ...after, before: [told, ...(turn.before ?? [])] }
    : { ...after, replies: [textReply(told), ...turn.replies] }
}

/** Nothing is said, but that a person is there where it could not be said before, and where to call in danger. */
const silent = (scene: Scene): Turn => {
  const { openCase, readings } = scene
  const joined = openCase?.told === true ? [] : [joinedPhrase(scene)]
  const safe = readings.distress ? [say('bot.agent.distress', agentOf(scene)), ...localHelp(scene)] : []
  const said = [...joined, ...safe]
  const change = {
    ...(joined.length === 0 ? {} : { told: true }),
    ...(readings.distress ? { reason: 'distress' as const } : {}),
  }
  return {
    replies: said.length === 0 ? [] : [textReply(...said)],
    edits: Object.keys(change).length === 0 ? [] : [{ kind: 'change-case', change }],
  }
}

type Speaking = Pick<Scene, 'operator' | 'agent'>

/** A person is here, and by what word the bot comes back. */
export const joinedPhrase = (scene: Speaking): Phrase => say('bot.agent.joined', agentOf(scene))

const agentOf = ({ agent, operator }: Speaking) => ({ agent: agent ?? operator.name, operator: operator.name })

/** Numbers to call, in the operator's words. */
const localHelp = ({ operator }: Pick<Scene, 'operator'>): readonly Phrase[] =>
  operator.localHelp === undefined ? [] : [{ plain: operator.localHelp }]
