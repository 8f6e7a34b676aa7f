import type { DocumentOf } from '@rolecall/core/model/collections'
import { mailStopToken } from '../access/web-sign-in.ts'
import type { Task, TaskLease, TaskResult } from '../worker.ts'
import type { FlowDeps } from './deps.ts'
import { handOver } from './parts/hand-over.ts'
import { newsTextOf } from './parts/news-text.ts'
import { discard, newsIdOf, outboxMessageOf } from './parts/task-documents.ts'

type Deps = Pick<FlowDeps, 'store' | 'clock' | 'log' | 'random' | 'mailer' | 'texts' | 'settings' | 'signInSecret'> & {
  readonly config: { readonly publicUrl: string }
}

/** Tells a person by mail what stands on their pages, while they want that and were not told on WhatsApp. */
export const sendNewsMail = async (deps: Deps, task: Task, lease: TaskLease): Promise<TaskResult> => {
  const news = (await deps.store.get('news', newsIdOf(task.doc) ?? ''))?.doc
  const person = news === undefined ? undefined : (await deps.store.get('people', news.personId))?.doc
  const mail = news === undefined || person === undefined ? undefined : mailOf(deps, task, { news, person })
  return mail === undefined ? discard(deps, task, lease) : handOver(deps, task, lease, mail)
}

const mailOf = (
  { texts, settings, config, signInSecret }: Deps,
  task: Task,
  { news, person }: { readonly news: DocumentOf<'news'>; readonly person: DocumentOf<'people'> },
) => {
  const { email, emailKey, emailUpdates = true, language } = person
  const message = outboxMessageOf(news)
  const isWanted = emailUpdates && news.toldAt === undefined && person.state !== 'hidden'
  if (email === undefined || emailKey === undefined || message === undefined || !isWanted) return undefined
  const say = (part: string) =>
    texts.say({ key: `mail.news.${part}`, values: { operator: settings.current().operator.name } }, language)
  const stopUrl = `${config.publicUrl}/me/email/stop/${mailStopToken(signInSecret, person.id, emailKey)}`
  const said = newsTextOf(texts, message, language)
  const text = [...said, `${config.publicUrl}/me/news?lang=${language}`, say('stop'), stopUrl].join('\n\n')
  return { id: task.doc.id, to: email, subject: say('subject'), text: `${text}\n`, stopUrl }
}
