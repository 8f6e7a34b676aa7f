import type { DeadTask, Waiting } from './waiting.ts'

/** What waits for an operator in plain words, a line each. */
export const describeWaiting = (waiting: Waiting): readonly string[] => {
  const { deadTasks, messages, openCases } = waiting
  if (deadTasks.length === 0 && messages.length === 0 && openCases === 0) return ['Nothing waits for you.']
  return [
    ...describeTasks(deadTasks),
    ...describeMessages(waiting),
    openCases === 0 ? 'No case is open.' : `${count(openCases, 'person waits', 'people wait')} for a person to answer.`,
    ...(waiting.cutShort ? ['There is more: the counts are of the newest 10,000 of each kind.'] : []),
  ]
}

const shownTasks = 100
const errorLength = 200

const describeTasks = (tasks: readonly DeadTask[]): readonly string[] => {
  if (tasks.length === 0) return ['No task was given up.']
  const more = tasks.length - shownTasks
  return [
    `${count(tasks.length, 'task was', 'tasks were')} given up after too many attempts:`,
    ...tasks.slice(0, shownTasks).map(describeTask),
    ...(more > 0 ? [`  and ${more} older.`] : []),
    tasks.every(({ erased }) => erased)
      ? 'None can be retried: the content was erased.'
      : 'To try again: npm run tasks -- retry, or one alone: npm run tasks -- retry <task id>',
  ]
}

const describeTask = ({ id, kind, attempts, error, at, erased }: DeadTask): string => {
  const why = erased ? 'the content was erased' : (error ?? 'no error was kept')
  return `  ${id} (${kind}), ${count(attempts, 'attempt', 'attempts')}, since ${time(at)}: ${why.slice(0, errorLength)}`
}

const describeMessages = ({ messages, newestMessages }: Waiting): readonly string[] => {
  if (messages.length === 0) return ['No message failed or is of unknown fate.']
  return [
    'Messages that may not have arrived:',
    ...messages.map(({ state, error, count: many }) => {
      const fate =
        state === 'failed' ? 'failed' : 'unknown (sent, and the answer was lost; a status may still settle it)'
      return `  ${many} ${fate}${error === '' ? '' : `: ${error}`}`
    }),
    'The newest of them:',
    ...newestMessages.map(({ id, state, at }) => `  ${id} ${state}, written ${time(at)}`),
  ]
}

const count = (many: number, one: string, several: string): string => `${many} ${many === 1 ? one : several}`

const time = (at: number): string => new Date(at).toISOString()
