import assert from 'node:assert/strict'
import { test } from 'node:test'
import { agentIdleMs } from '../case-life.ts'
import type { DocumentOf } from '../model/collections.ts'
import { converse } from './converse.ts'
import type { ConversationEvent } from './event.ts'
import { interpret } from './interpret.ts'
import type { Phrase } from './reply.ts'
import { newState } from './state.ts'
import { lookOf, now } from './testing/look.ts'
import { words } from './testing/phone.ts'

type Case = DocumentOf<'cases'>
const taken: Case = {
  id: 'cas_1',
  accountId: 'acc_1',
  reason: 'asked',
  state: 'taken',
  agentId: 'usr_1',
  takenAt: now,
  agentAt: now,
  told: true,
  answerBy: now + 1000,
  at: now,
}

/** One turn of somebody at the first question; keys of what is said, and what the case becomes. */
const turn = (said: string | ConversationEvent, openCase: Case | undefined, later = 0) => {
  const event = typeof said === 'string' ? { kind: 'text' as const, text: said } : said
  const state = { ...newState(now), mode: { kind: 'asking', question: 'consent', editing: false } as const }
  const look = lookOf([])
  const operator = { name: 'Thika Job Centre', languages: ['en'], countries: ['KE'], webUrl: '', localHelp: '1199' }
  const output = converse({
    state: { ...state, language: 'en', ...(openCase === undefined ? {} : { caseId: openCase.id }) },
    event,
    readings: interpret(event, state, { look, words, operator }),
    words,
    account: { id: 'acc_1', personIds: [], state: 'active' },
    people: [],
    applications: [],
    interests: [],
    consents: [],
    token: () => '',
    openCase,
    agent: 'Ana',
    look,
    operator,
    now: now + later,
    id: (collection) => `${collection}_1`,
  })
  const keys = output.replies.flatMap(({ body }) =>
    body.map((phrase: Phrase) => ('key' in phrase ? phrase.key : phrase.plain)),
  )
  const change = output.edits.flatMap((edit) => (edit.kind === 'change-case' ? [edit.change] : []))
  return { keys, change, output }
}

const back = { botBack: true }
const rows: readonly {
  readonly said: string | ConversationEvent
  readonly openCase: Case
  readonly first: string | undefined
  readonly change: readonly object[]
  readonly later?: number
}[] = [
  { said: 'My boss does not pay', openCase: taken, first: undefined, change: [] },
  { said: 'yes', openCase: taken, first: undefined, change: [] },
  { said: 'JOBS', openCase: taken, first: undefined, change: [] },
  { said: { kind: 'media', media: 'audio' }, openCase: taken, first: undefined, change: [] },
  { said: 'hello', openCase: { ...taken, told: false }, first: 'bot.agent.joined', change: [{ told: true }] },
  { said: 'STOP', openCase: taken, first: 'bot.stopped', change: [back] },
  { said: 'parar', openCase: taken, first: 'bot.stopped', change: [back] },
  { said: 'DELETE', openCase: taken, first: 'bot.agent.bot-again', change: [back] },
  { said: 'menu', openCase: taken, first: 'bot.agent.bot-again', change: [back] },
  { said: 'volver', openCase: taken, first: 'bot.agent.bot-again', change: [back] },
  { said: 'I am in danger', openCase: taken, first: 'bot.agent.distress', change: [{ reason: 'distress' }] },
  { said: 'hm', openCase: taken, later: agentIdleMs, first: 'bot.agent.bot-again', change: [back] },
  { said: 'help', openCase: { ...taken, botBack: true }, first: 'bot.agent.reads', change: [{ botBack: false }] },
  { said: 'hm', openCase: { ...taken, botBack: true }, first: 'bot.again.consent', change: [] },
  { said: 'help', openCase: { ...taken, state: 'open' }, first: 'bot.help', change: [] },
  { said: 'help', openCase: { ...taken, state: 'open' }, later: 1000, first: 'bot.help.late', change: [] },
  {
    said: 'I am in danger',
    openCase: { ...taken, state: 'open' },
    first: 'bot.distress',
    change: [{ reason: 'distress' }],
  },
]

for (const { said, openCase, first, change, later } of rows)
  test(`${JSON.stringify(said)} with a case that is ${openCase.state}${openCase.botBack ? ', the bot back' : ''}${later ? ', later' : ''}: ${first ?? 'silence'}`, () => {
    const result = turn(said, openCase, later)
    assert.deepEqual([result.keys[0], result.change], [first, change])
    assert.equal(result.output.state.caseId, 'cas_1')
  })

test('in danger the local numbers are named, with and without an agent', () => {
  for (const openCase of [taken, undefined]) assert.ok(turn('I am in danger', openCase).keys.includes('1199'))
})

test('a silent turn leaves the question where it stands, and a case that is over is named no more', () => {
  const { output } = turn('yes', taken)
  assert.deepEqual(output.state.mode, { kind: 'asking', question: 'consent', editing: false })
  assert.equal(turn('hm', undefined).output.state.caseId, undefined)
})

test('the first call for a person opens a case that the chat names from then on', () => {
  const { output } = turn('help', undefined)
  assert.equal(output.state.caseId, 'cases_1')
})
