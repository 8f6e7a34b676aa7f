import type { OwnDataSection } from '@rolecall/contract/pages'
import { standingConsents } from '@rolecall/core/consents'
import { heldOf, heldTogether } from '@rolecall/core/conversation/held-answers'
import { reasonPhrase, tiltPhrase } from '@rolecall/core/conversation/job-phrases'
import { answerOf, fields } from '@rolecall/core/conversation/profile-answers'
import type { Phrase } from '@rolecall/core/conversation/reply'
import type { DocumentOf } from '@rolecall/core/model/collections'
import type { OwnData } from '../../flows/parts/own-data/own-data.ts'
import type { AppDeps } from '../deps.ts'
import { deviceName } from './device-name.ts'

/** So many of a kind are shown; the file holds all. */
const mostRows = 20

type Row = OwnDataSection['rows'][number]
type Reader = { readonly deps: AppDeps; readonly person: DocumentOf<'people'>; readonly language: string }

/** What is kept of a person, to be read by them. */
export const presentOwnData = async (reader: Reader, { data }: OwnData): Promise<readonly OwnDataSection[]> => {
  const titles = await titlesOf(reader, data)
  const section = (id: OwnDataSection['id'], rows: readonly Row[]): OwnDataSection => ({
    id,
    rows: rows.slice(0, mostRows),
    more: Math.max(0, rows.length - mostRows),
  })
  return [
    section('answers', answers(reader)),
    section('numbers', numbers(data)),
    section('consents', consents(reader, data)),
    section('applications', applications(reader, data, titles)),
    section('jobs', jobs(reader, data, titles)),
    section('lists', lists(reader, data, titles)),
    section('messages', messages(reader, data)),
    section('sign-ins', signIns(reader, data)),
    section('files', files(reader, data)),
    section('cases', cases(reader, data)),
  ].filter(({ rows }) => rows.length > 0)
}

type Data = OwnData['data']
type Fields = Readonly<Record<string, unknown>>

/** Rows as the file holds them, newest first: times are ISO strings there. */
const rowsOf = (data: Data, collection: keyof Data): readonly Fields[] =>
  (data[collection] ?? [])
    .map((row): Fields => Object.fromEntries(Object.entries(row)))
    .toSorted((a, b) => String(momentIn(b)).localeCompare(String(momentIn(a))))

const momentIn = ({ at, createdAt }: Fields): unknown => at ?? createdAt

const say = ({ deps, language }: Reader, phrase: Phrase): string => deps.texts.say(phrase, language)

const when = ({ deps, person, language }: Reader, moment: unknown): string => {
  const at = Date.parse(String(moment))
  if (Number.isNaN(at)) return ''
  return deps.texts.text(language).value({ type: 'time', at, timeZone: person.timeZone, show: 'date-time' })
}

const titlesOf = async ({ deps }: Reader, data: Data): Promise<ReadonlyMap<string, string>> => {
  const ids = JSON.stringify([data.applications, data.interests, data.matchLists]).match(/job_[0-9a-z]{26}/g) ?? []
  const found = await deps.store.getMany('jobs', [...new Set(ids)].slice(0, 1000))
  return new Map(found.map(({ doc }) => [doc.id, `${doc.posting.title} · ${doc.organisationName}`]))
}

const answers = (reader: Reader): readonly Row[] => {
  const held = heldOf(reader.person.profile)
  return [
    ...fields.map((field) => ({
      title: say(reader, { key: `option.field.${field}` }),
      lines: [say(reader, answerOf(field, reader.person, reader.deps.words.names))],
    })),
    ...(held.length === 0
      ? []
      : [{ title: say(reader, { key: 'option.field.held' }), lines: [say(reader, heldTogether(held))] }]),
  ]
}

const numbers = (data: Data): readonly Row[] =>
  rowsOf(data, 'accounts').map(({ profileName, waId, userId, username, id }) => ({
    title: 'WhatsApp',
    lines: [profileName, waId === undefined ? undefined : `+${waId}`, username, userId, id].flatMap((line) =>
      line === undefined ? [] : [String(line)],
    ),
  }))

const consents = (reader: Reader, data: Data): readonly Row[] =>
  rowsOf(data, 'consents').map(({ scope, given, at, channel, textVersion }) => ({
    title: say(reader, { key: `web.me.privacy.scope.${scope}` }),
    lines: [
      say(reader, {
        key: 'web.me.privacy.on-record',
        values: {
          given: given === true ? 'yes' : 'no',
          when: when(reader, at),
          channel: String(channel),
          version: String(textVersion),
        },
      }),
    ],
  }))

type Titles = ReadonlyMap<string, string>
const titleOf = (reader: Reader, titles: Titles, jobId: unknown): string =>
  titles.get(String(jobId)) ?? say(reader, { key: 'web.me.applications.gone' })

const applications = (reader: Reader, data: Data, titles: Titles): readonly Row[] =>
  rowsOf(data, 'applications').map(({ jobId, history, answers: given }) => ({
    title: titleOf(reader, titles, jobId),
    lines: [
      ...listOf(history).map(
        (step) => `${say(reader, { key: `option.state.${step.state}` })} · ${when(reader, step.at)}`,
      ),
      ...listOf(given).map(({ question, answer }) => `${question} ${answer}`),
    ],
  }))

const listOf = (value: unknown): readonly Fields[] =>
  Array.isArray(value) ? value.map((one): Fields => Object.fromEntries(Object.entries(Object(one)))) : []

const jobs = (reader: Reader, data: Data, titles: Titles): readonly Row[] =>
  rowsOf(data, 'interests').map(({ jobId, saved, hidden, alertedAt, invitedAt }) => ({
    title: titleOf(reader, titles, jobId),
    lines: [
      ...(saved === true ? [say(reader, { key: 'web.me.data.saved' })] : []),
      ...(hidden === true ? [say(reader, { key: 'web.me.data.hidden' })] : []),
      ...(alertedAt === undefined
        ? []
        : [say(reader, { key: 'web.me.data.told', values: { when: when(reader, alertedAt) } })]),
      ...(invitedAt === undefined
        ? []
        : [say(reader, { key: 'web.me.data.invited', values: { when: when(reader, invitedAt) } })]),
    ],
  }))

const lists = (reader: Reader, data: Data, titles: Titles): readonly Row[] => {
  const own = (data.matchLists ?? []).map((list) => list as DocumentOf<'matchLists'>)
  return own
    .toSorted((a, b) => String(b.at).localeCompare(String(a.at)))
    .map(({ at, audience, entries }) => ({
      title: say(reader, {
        key: 'web.me.data.list',
        values: { when: when(reader, at), employer: audience === 'employer' ? 'yes' : 'no' },
      }),
      lines: entries.map(({ rank, jobId, explanation }) => {
        const phrases = [...explanation.constraints.map(reasonPhrase), tiltPhrase(explanation) ?? []].flat()
        const reasons = phrases.map((phrase) => say(reader, phrase))
        return `${rank}. ${titleOf(reader, titles, jobId)}: ${reasons.join(' ')}`
      }),
    }))
}

const messages = (reader: Reader, data: Data): readonly Row[] =>
  rowsOf(data, 'outbox').map(({ at, message }) => {
    const { body } = Object(message)
    return { title: when(reader, at), lines: typeof body === 'string' ? body.split('\n').filter(Boolean) : [] }
  })

const signIns = (reader: Reader, data: Data): readonly Row[] =>
  rowsOf(data, 'sessions').map(({ device, createdAt }) => ({
    title: deviceName(String(device ?? '')) ?? say(reader, { key: 'web.me.sessions.unknown' }),
    lines: [when(reader, createdAt)],
  }))

const files = (reader: Reader, data: Data): readonly Row[] =>
  rowsOf(data, 'media').map(({ fileName, kind, mimeType, at }) => ({
    title: String(fileName ?? kind),
    lines: [[mimeType, when(reader, at)].filter(Boolean).join(' · ')],
  }))

const cases = (reader: Reader, data: Data): readonly Row[] =>
  rowsOf(data, 'cases').map(({ at, state }) => ({
    title: when(reader, at),
    lines: [say(reader, { key: 'web.me.data.case', values: { state: String(state) } })],
  }))

/** The consents that count, as the page of privacy lists them. */
export const presentConsents = async (reader: Reader, kept: readonly DocumentOf<'consents'>[], stopped: boolean) => {
  const standing = standingConsents(kept)
  const organisations = await reader.deps.store.getMany(
    'organisations',
    standing.flatMap(({ organisationId }) => organisationId ?? []),
  )
  const names = new Map(organisations.map(({ doc }) => [doc.id, doc.name]))
  return standing.map((consent) => ({
    scope: consent.scope,
    given: consent.given && !(stopped && consent.scope !== 'share-contact'),
    when: when(reader, new Date(consent.at).toISOString()),
    channel: consent.channel,
    version: consent.textVersion,
    ...(consent.organisationId === undefined
      ? {}
      : { organisationId: consent.organisationId, organisation: names.get(consent.organisationId) ?? '-' }),
  }))
}
