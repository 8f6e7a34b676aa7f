import { loadCatalogues } from '@rolecall/text/catalogue'
import { createText } from '@rolecall/text/format'
import type { DocumentOf } from '../../model/collections.ts'
import { changesOf } from '../changes.ts'
import { converse } from '../converse.ts'
import type { Edit } from '../edits.ts'
import type { ConversationEvent } from '../event.ts'
import { interpret } from '../interpret.ts'
import type { JobView } from '../look.ts'
import type { Reply } from '../reply.ts'
import { type ConversationState, readState } from '../state.ts'
import { wordsOf } from '../words.ts'
import { checkReply } from './check-reply.ts'
import { jobOf, lookOf, now as start } from './look.ts'

const bundled = await loadCatalogues()
export const words = wordsOf(bundled)

export type Sent = {
  readonly body: string
  readonly titles: readonly string[]
  readonly ids: readonly string[]
  readonly kind: Reply['kind']
}

type Kept = 'people' | 'applications' | 'interests' | 'consents' | 'messages' | 'blocks' | 'reports'

export type Phone = {
  /** Text, or any event; the replies as they read, each checked against the limits. */
  say(said: string | ConversationEvent, laterMs?: number): readonly Sent[]
  /** Taps the option with this title of the last messages. */
  tap(title: string): readonly Sent[]
  readonly state: () => ConversationState
  readonly setState: (state: unknown) => void
  readonly person: () => DocumentOf<'people'>
  readonly people: () => readonly DocumentOf<'people'>[]
  readonly applications: () => readonly DocumentOf<'applications'>[]
  /** What went to employers, and what was filed with the moderators. */
  readonly messages: () => readonly DocumentOf<'messages'>[]
  readonly reports: () => readonly DocumentOf<'reports'>[]
  readonly account: () => DocumentOf<'accounts'>
  readonly edits: () => readonly Edit[]
  readonly language: () => string
}

export type PhoneOptions = {
  readonly jobs?: readonly JobView[]
  readonly languages?: readonly string[]
  readonly countries?: readonly string[]
  readonly catalogues?: typeof bundled
}

/** A phone that chats with the bot: the turns, their edits and their texts are the real ones, the store is a map. */
export const createPhone = ({
  jobs = [jobOf(1), jobOf(2)],
  languages = ['en', 'es'],
  countries = ['KE', 'MX'],
  catalogues = bundled,
}: PhoneOptions = {}): Phone => {
  const look = lookOf(jobs)
  const spoken = wordsOf(catalogues)
  const rows = new Map<string, Map<string, unknown>>()
  let state: ConversationState | undefined
  let account: DocumentOf<'accounts'> = {
    id: 'acc_1',
    portfolioId: 'p',
    previousUserIds: [],
    personIds: [],
    state: 'active',
    createdAt: start,
    lastInboundAt: start,
  }
  let [now, ids, last, edits, language]: [number, number, readonly Sent[], readonly Edit[], string] = [
    start,
    0,
    [],
    [],
    'en',
  ]
  const all = <C extends Kept>(collection: C): DocumentOf<C>[] =>
    // The map holds what changes put there under the same name.
    [...(rows.get(collection)?.values() ?? [])] as DocumentOf<C>[]
  const stored = <C extends Kept>(collection: C) => all(collection).map((doc) => ({ doc, revision: 1 }))

  const turn = (event: ConversationEvent): readonly Sent[] => {
    const readings = interpret(event, state, { look, words: spoken, operator: { countries } })
    const mine = <T extends { readonly personId: string }>(docs: readonly T[]) =>
      docs.filter(({ personId }) => personId === account.activePersonId)
    const output = converse({
      state,
      event,
      readings,
      words: spoken,
      account,
      look,
      now,
      people: all('people'),
      applications: mine(all('applications')),
      interests: mine(all('interests')),
      consents: mine(all('consents')),
      relay: {
        blocks: mine(all('blocks')),
        organisations: new Map([['org_1', 'vetted']]),
        // In this chat a message is quoted by the application that it is about.
        ...(event.replyTo === undefined ? {} : { quoted: event.replyTo }),
      },
      operator: {
        name: 'Thika Job Centre',
        languages,
        countries,
        webUrl: 'https://jobs.example',
        timeZone: 'Africa/Nairobi',
      },
      id: (collection) => `${collection}_${++ids}`,
      token: () => `token_${++ids}`,
    })
    const context = {
      account: { doc: account, expected: 1 },
      people: stored('people'),
      applications: stored('applications'),
      interests: stored('interests'),
      consents: stored('consents'),
      blocks: stored('blocks'),
      dataKeys: [],
      now,
    }
    for (const change of changesOf(output.edits, context)) {
      const table = rows.get(change.collection) ?? new Map<string, unknown>()
      rows.set(change.collection, table)
      if (change.op === 'delete') table.delete(change.id)
      else if (change.collection === 'accounts') account = change.doc
      else table.set(change.doc.id, change.doc)
    }
    state = readState(JSON.parse(JSON.stringify(output.state)), now)
    edits = output.edits
    language = output.language
    const text = createText(catalogues[language] ?? {}, language, {
      occupation: (id) => look.taxonomy.label(id, language),
      skill: (id) => look.taxonomy.label(id, language),
    })
    last = output.replies.map((reply) => sentOf(reply, (phrase) => text.say(phrase)))
    for (const reply of output.replies)
      checkReply(reply, (phrase) => text.say(phrase), { language, isDetail: isLong(reply) })
    return last
  }

  return {
    say: (said, laterMs = 60_000) => {
      now += laterMs
      return turn(typeof said === 'string' ? { kind: 'text', text: said } : said)
    },
    tap: (title) => {
      now += 60_000
      const sent = last.findLast(({ titles }) => titles.includes(title))
      const id = sent?.ids[sent.titles.indexOf(title)]
      if (id === undefined) throw new Error(`no "${title}" among ${JSON.stringify(last)}`)
      return turn({ kind: 'tap', id, title })
    },
    state: () => state ?? readState(undefined, now),
    setState: (given) => {
      state = readState(given, now)
    },
    person: () => {
      const person = all('people').find(({ id }) => id === account.activePersonId)
      if (person === undefined) throw new Error('nobody is registered')
      return person
    },
    people: () => all('people'),
    applications: () => all('applications'),
    messages: () => all('messages'),
    reports: () => all('reports'),
    account: () => account,
    edits: () => edits,
    language: () => language,
  }
}

/** Details and the reasons may be longer than a question. */
const isLong = (reply: Reply): boolean =>
  reply.body.some((phrase) => 'key' in phrase && /^bot\.(job\.facts|why\.head|data)$/.test(phrase.key))

const sentOf = (reply: Reply, render: (phrase: Reply['body'][number]) => string): Sent => {
  const options =
    reply.kind === 'buttons' ? reply.buttons : reply.kind === 'list' ? reply.sections.flatMap(({ rows }) => rows) : []
  return {
    kind: reply.kind,
    body: reply.body.map(render).join('\n\n'),
    titles: options.map(({ title }) => render(title)),
    ids: options.map(({ id }) => id),
  }
}

/** Registers in English as Amina, a cook in Thika. */
export const registerAmina = (phone: Phone, first = 'Hi'): readonly Sent[] => {
  phone.say(first)
  phone.tap('English')
  phone.tap('Yes')
  phone.say('Amina')
  phone.say('cook near Thika')
  phone.tap('2 years or more')
  phone.tap('Any time')
  return phone.say('1200 a day')
}
