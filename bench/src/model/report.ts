import { type Measured, readPrice } from './measured.ts'
import { bendsOf, type Model, modelOf } from './model.ts'
import { load, messagePrice, type Usage } from './supposed.ts'

const hours = 730
/** The machines of the country size in `infra/src/sizes.ts`. */
const host = { name: 'r7g.xlarge', processors: 4 }
const member = { name: 'r7g.4xlarge', processors: 16 }

/** The model as Markdown: what was supposed, what it takes at each number of people, and what gives way first. */
export const reportOf = (people: readonly number[], usage: Usage, measured: Measured): string => {
  const models = people.map((each) => modelOf(each, usage, measured))
  return [supposedText(usage, measured), tableOf(models), bendsText(usage, measured)].join('\n\n')
}

const supposedText = (usage: Usage, { message, status, pageMs, replies }: Measured): string =>
  `Supposed: ${percent(usage.active)} of those who are registered are active in a month; each of them writes ${usage.messages} messages, is ` +
  `sent ${usage.notices} besides replies, and opens ${usage.pages} pages; ${usage.jobs * 1000} open jobs for 1,000 people; the busiest second is ` +
  `${usage.peak} times the mean; parts are loaded by ${percent(load)} in it. Measured, in ms of CPU, web + worker + three mongod: a message ` +
  `${sum(message)} with ${replies.toFixed(2)} replies, a status ${sum(status)}; a page ${pageMs.toFixed(2)}.`

const sum = ({ web, worker, mongod }: Measured['message']): string =>
  [web, worker, mongod].map((each) => each.toFixed(2)).join(' + ')

const tableOf = (models: readonly Model[]): string => {
  const row = (what: string, of: (model: Model) => string) => `| ${what} | ${models.map(of).join(' | ')} |`
  return [
    row('registered people', ({ people }) => count(people)),
    row('---', () => '---:'),
    row('open jobs', ({ jobs }) => count(jobs)),
    row('messages in a second, busiest', ({ messagesIn }) => count(messagesIn)),
    row('messages out', ({ messagesOut }) => count(messagesOut)),
    row('statuses of them', ({ statuses }) => count(statuses)),
    row('pages', ({ pages }) => count(pages)),
    row('processors, web', ({ processors }) => count(processors.web)),
    row('processors, workers', ({ processors }) => count(processors.worker)),
    row('processors, three members each of all replica sets', ({ processors }) => count(processors.mongod)),
    row('documents and indexes, GB, before compression', ({ databaseGB }) => count(databaseGB)),
    row('replica sets', ({ shards }) => count(shards)),
    row('index in each process, GB', ({ indexGB }) => count(indexGB)),
    row('CPU from start to ready, from a snapshot, s', ({ startSeconds }) => count(startSeconds)),
    row('processors, matching, were it done once for all', ({ matching }) => count(matching)),
    row('WhatsApp numbers', ({ numbers }) => count(numbers)),
    row(`hosts (${host.name})`, (model) => count(hostsOf(model))),
    row(`database members (${member.name})`, (model) => count(membersOf(model))),
    row('hosts and members, $ a month', (model) => count(machineMoney(model))),
    row(`messages at $${messagePrice}, $ a month`, ({ messageMoney }) => count(messageMoney)),
    row('hosts and members, $ a year for a person', (model) => ((12 * machineMoney(model)) / model.people).toFixed(4)),
  ].join('\n')
}

/** Three zones have two hosts each at least. */
const hostsOf = ({ processors }: Model): number =>
  Math.max(6, Math.ceil((processors.web + processors.worker) / host.processors))

const membersOf = ({ shards }: Model): number => 3 * shards

const machineMoney = (model: Model): number =>
  hours * (hostsOf(model) * readPrice(host.name) + membersOf(model) * readPrice(member.name))

const bendsText = (usage: Usage, measured: Measured): string =>
  [
    '| at | gives way | next |',
    '|---:|---|---|',
    ...bendsOf(usage, measured).map(({ people, what, next }) => `| ${count(people)} people | ${what} | ${next} |`),
  ].join('\n')

const percent = (share: number): string => `${Math.round(100 * share)} %`

/** Two digits say as much as the model knows. */
const count = (value: number): string =>
  value === 0 ? '0' : Number(value.toPrecision(2)).toLocaleString('en', { maximumFractionDigits: 3 })
