import { askAlerts } from './alerts.ts'
import { showApplications } from './applications.ts'
import { askPerson } from './ask-person.ts'
import { startEdits, stopEdits } from './consent-edit.ts'
import { summaryOf } from './finish.ts'
import { showWhy } from './job-detail.ts'
import { showJobs } from './job-list.ts'
import { showProfile } from './profile-answers.ts'
import { isAnswered, questions } from './questionnaire.ts'
import type { Command } from './reading/readings.ts'
import { reportJob } from './reporting.ts'
import { inside, say, textReply } from './say.ts'
import { afterTurn, homeOf, type Person, type Scene, type Turn } from './turn.ts'

/** A command, at any time. During a registration it is answered and the question stands; nothing is lost. */
export const runCommand = (scene: Scene, command: Command): Turn => {
  const { person } = scene
  switch (command) {
    case 'stop':
      return stop(scene)
    case 'start':
      return start(scene)
    case 'help':
      return getHelp(scene)
    case 'language':
      return chooseLanguage(scene)
    case 'switch':
      return !scene.people.some(({ name }) => name !== undefined)
        ? { before: [say('bot.switch.nobody')] }
        : { mode: { kind: 'who' } }
    case 'delete':
      return person === undefined
        ? { before: [say('bot.delete.nothing')] }
        : { mode: { kind: 'deleting', personId: person.id } }
    case 'my-data':
      return person === undefined ? { before: [say('bot.data.nothing')] } : sendData(scene, person)
    case 'report':
      return person === undefined || person.state === 'registering'
        ? { before: [say('bot.report.which')] }
        : reportJob(scene)
    case 'menu':
    case 'jobs':
    case 'applications':
    case 'profile':
    case 'why':
      return person === undefined || person.state === 'registering'
        ? wait(scene, command)
        : show(scene, person, command)
    default:
      return command satisfies never
  }
}

type Showing = Extract<Command, 'menu' | 'jobs' | 'applications' | 'profile' | 'why'>

const show = (scene: Scene, person: Person, command: Showing): Turn => {
  switch (command) {
    case 'menu':
      return { mode: { kind: 'idle' } }
    case 'jobs': {
      const turn = showJobs(scene, person, { page: 0, before: [] })
      return scene.state.alertsAsked ? turn : askAlerts(scene, turn)
    }
    case 'applications':
      return showApplications(scene, person)
    case 'profile':
      return showProfile(scene, person)
    case 'why':
      return showWhy(scene, person)
    default:
      return command satisfies never
  }
}

/** What has to wait until the last answer says so. */
const wait = (scene: Scene, command: Showing): Turn => {
  const { person } = scene
  const count = person === undefined ? 0 : questions.filter(({ id }) => isAnswered(id, person)).length
  const key = command === 'jobs' || command === 'why' ? 'jobs' : command
  return { before: [say(`bot.wait.${key}`, { count })] }
}

const stop = (scene: Scene): Turn => ({
  replies: [textReply(say('bot.stopped'))],
  edits: stopEdits(scene),
})

const start = (scene: Scene): Turn => {
  if (scene.account.state !== 'stopped') return { before: [say('bot.hello')] }
  return { edits: startEdits(scene), before: [say('bot.started')] }
}

const getHelp = (scene: Scene): Turn => {
  const { operator, openCase, agent } = scene
  const { edits, time, known, late } = askPerson(scene, 'asked')
  const values = { operator: operator.name, time }
  if (known && openCase?.state === 'taken')
    return { replies: [textReply(say('bot.agent.reads', { agent: agent ?? operator.name }))], edits }
  return { before: [late ? say('bot.help.late', values) : say('bot.help', values)], edits }
}

const chooseLanguage = (scene: Scene): Turn => {
  if (scene.operator.languages.length < 2) return { before: [say('bot.language.only')] }
  return { mode: { kind: 'asking', question: 'language', editing: true } }
}

/** A link to everything, good once: what it shows is too much for a chat, and too private to stay in one. */
const sendData = (scene: Scene, person: Person): Turn => {
  const token = scene.token()
  const values = { answers: inside(summaryOf(person.profile)), count: scene.applications.length }
  return {
    replies: [
      {
        kind: 'link',
        body: [say('bot.data', values)],
        label: say('option.data.open'),
        url: `${scene.operator.webUrl}/my-data/${token}`,
      },
    ],
    edits: [{ kind: 'request-data', token, personId: person.id }],
  }
}

/** After a distressed message: a person at once; the question waits. */
export const onDistress = (scene: Scene): Turn => {
  const { edits, time } = askPerson(scene, 'distress')
  const { name, localHelp } = scene.operator
  const numbers = localHelp === undefined ? [] : [{ plain: localHelp }]
  return { replies: [textReply(say('bot.distress', { operator: name, time }), ...numbers)], edits }
}

/** The person said yes to being forgotten; who else uses this phone goes on. */
export const deletePerson = (scene: Scene, personId: string): Turn => {
  const edits = [{ kind: 'delete-person', personId } as const]
  const set = { jobId: undefined, jobCode: undefined, link: undefined, page: 0, alertsAsked: false }
  const after = afterTurn(scene, { edits, set })
  const mode = after.people.length === 0 ? ({ kind: 'start' } as const) : homeOf(after)
  return { edits, set, mode, replies: [textReply(say('bot.deleted', { receipt: personId }))] }
}
