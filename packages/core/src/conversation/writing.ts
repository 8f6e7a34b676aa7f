import { MessageText } from '@rolecall/contract/message'
import { mayGoOn, type ThreadState, threadState } from '../messages/thread.ts'
import type { Phrase, Reply } from './reply.ts'
import { choice, cut, say } from './say.ts'
import type { ConversationState, Mode } from './state.ts'
import { homeOf, type Person, type Scene, type Turn } from './turn.ts'

type Writing = Extract<Mode, { kind: 'writing' }>
type Application = Scene['applications'][number]

const lapseMs = 2 * 3_600_000

/** A message that was begun long ago is not waited for: what comes so late may mean anything else. */
export const withoutLapsed = (state: ConversationState, now: number): ConversationState =>
  isWaiting(state.mode) && now - state.lastAt > lapseMs ? { ...state, mode: { kind: 'idle' } } : state

/** Whether the next text is meant for someone else than the bot. */
const isWaiting = ({ kind }: Mode): boolean => kind === 'writing' || kind === 'reporting'

/** Whatever is done beside writing ends it, so that no later text reaches an employer unasked. */
export const leaveWriting = (scene: Scene, turn: Turn): Turn =>
  isWaiting(scene.state.mode) && turn.mode === undefined ? { ...turn, mode: homeOf(scene) } : turn

/** Reply was pressed: the next text goes to the employer, where they can be written to. */
export const startWriting = (scene: Scene, person: Person, applicationId: string): Turn => {
  const application = ownApplication(scene, person, applicationId)
  if (application === undefined) return { before: [say('bot.writing.gone')], mode: homeOf(scene) }
  const closed = closedTurn(scene, application)
  return closed ?? { mode: { kind: 'writing', applicationId }, set: { jobId: application.jobId } }
}

export const askToWrite = (scene: Scene, mode: Writing, before: readonly Phrase[]): Reply | undefined => {
  const application = scene.applications.find(({ id }) => id === mode.applicationId)
  if (application === undefined) return undefined
  const body = [...before, say('bot.writing', namesOf(scene, application))]
  return { kind: 'buttons', body, buttons: [choice('writing.cancel', 'option.writing.cancel')] }
}

/** The text that was waited for. Its number is none of an option: only the word or a tap takes the message back. */
export const settleWriting = (scene: Scene, person: Person, { applicationId }: Writing): Turn => {
  const { event, readings } = scene
  if (readings.choice === 'writing.cancel' && !/^\s*\d/.test(readings.text))
    return { before: [say('bot.writing.cancelled')], mode: homeOf(scene) }
  const application = ownApplication(scene, person, applicationId)
  if (application === undefined) return { before: [say('bot.writing.gone')], mode: homeOf(scene) }
  if (event.kind !== 'text') return readings.oldTap === undefined ? { before: [say('bot.writing.text-only')] } : {}
  if (readings.greeting) return { before: [say('bot.hello')] }
  return write(scene, application, event.text)
}

/** An answer that quotes an employer's message goes to them, whatever the chat is about; the question that stands stays. */
export const answerQuoted = (scene: Scene, person: Person, applicationId: string): Turn | undefined => {
  const application = ownApplication(scene, person, applicationId)
  return application === undefined || scene.event.kind !== 'text'
    ? undefined
    : write(scene, application, scene.event.text)
}

const write = (scene: Scene, application: Application, text: string): Turn => {
  const closed = closedTurn(scene, application)
  if (closed !== undefined) return closed
  const said = MessageText.safeParse(text.replaceAll('\r\n', '\n'))
  if (!said.success) return { before: [say('bot.writing.too-long')] }
  const edit = {
    kind: 'send-message',
    messageId: scene.id('messages'),
    applicationId: application.id,
    text: { text: said.data, language: scene.language },
  } as const
  const warning = scene.readings.money ? [say('bot.writing.money')] : []
  const body = [say('bot.writing.sent', namesOf(scene, application)), ...warning]
  if (isBusy(scene.state.mode)) return { before: body, edits: [edit] }
  const buttons = [choice(`reply.${application.id}`, 'option.relay.more'), choice('cmd.menu', 'option.menu')]
  return { replies: [{ kind: 'buttons', body, buttons }], edits: [edit], mode: { kind: 'idle' } }
}

const ownApplication = ({ applications }: Scene, person: Person, id: string): Application | undefined =>
  applications.find((application) => application.id === id && application.personId === person.id)

/** Another question stands, and goes on. */
const isBusy = (mode: Mode): boolean => mode.kind !== 'idle' && !isWaiting(mode)

/** Says why the employer cannot be written to; undefined while they can. */
const closedTurn = (scene: Scene, application: Application): Turn | undefined => {
  const state = stateOf(scene, application)
  const values = namesOf(scene, application)
  const mode = isBusy(scene.state.mode) ? scene.state.mode : homeOf(scene)
  if (state !== 'open' && isBusy(mode)) return { before: [say(closedKeys[state], values)] }
  if (state !== 'open') {
    const unblock = state === 'blocked-by-person' ? [choice(`unblock.${application.id}`, 'option.relay.unblock')] : []
    const buttons = [...unblock, choice('cmd.applications', 'option.menu.applications')]
    return { replies: [{ kind: 'buttons', body: [say(closedKeys[state], values)], buttons }], mode }
  }
  return mayGoOn(application) ? undefined : { before: [say('bot.writing.wait', values)], mode }
}

/** Neither an employer who blocks nor a moderator is named as such. */
const closedKeys: Readonly<Record<Exclude<ThreadState, 'open'>, string>> = {
  ended: 'bot.writing.ended',
  'blocked-by-organisation': 'bot.writing.closed',
  'blocked-by-person': 'bot.writing.blocked',
  silenced: 'bot.writing.silenced',
  stopped: 'bot.writing.stopped',
  unreachable: 'bot.writing.closed',
  'organisation-stopped': 'bot.writing.closed',
}

export const stateOf = ({ relay, account }: Scene, application: Application): ThreadState =>
  threadState({
    application,
    organisation: relay.organisations.get(application.organisationId),
    account: account.state,
    blocks: relay.blocks,
  })

/** The employer and the job, as they stand in a sentence. */
export const namesOf = ({ look }: Scene, { jobId }: Pick<Application, 'jobId'>) => {
  const job = look.job(jobId)
  return { employer: cut(job?.organisationName ?? '-', 60), title: cut(job?.posting.title ?? '-', 60) }
}
