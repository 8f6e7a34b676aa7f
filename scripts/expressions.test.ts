import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checkSync } from 'recheck'
import { findExpressions } from './expressions.ts'

/** The checker's pure build: the same on every machine. */
process.env.RECHECK_SYNC_BACKEND = 'pure'

/** Those that take quadratic time, and what bounds the text that they are given. */
const quadratic: Readonly<Record<string, string>> = {
  '/UNIQUE constraint failed: (.*)$/': "SQLite's own message, which names indexes of ours",
  '/(\\p{L}+)\\/a\\b/gu': "the starter taxonomy's rows, which stand in the source",
  '/[.!,]+$/': 'a message of the chat: WhatsApp carries 4,096 characters',
  "/[.,'\\s]+$/": 'a number out of a message of the chat, as above, or out of a cell of 500 characters',
  "/['\\s].*$/": 'a number out of a message of the chat or a cell, as above',
  '/(.{2,})\\1+/g': 'a new password: 256 characters',
  '/^-+|-+$/g': "a job's title, cut to 60 characters before",
}
/** Put together while the program runs, and out of what. */
const made: Readonly<Record<string, string>> = {
  'new RegExp(`^${prefix}_[0-9a-z]{26}$`)': 'a prefix of three letters, from the same file',
  'new RegExp(`^arn:aws[a-z-]*:(${services}):`)': 'names of services of AWS, from the same file',
  "new RegExp(`^${line} (\\\\S+)$`, 'm')": 'the name of a metric, from the same file',
}
/** It is for development: its texts are the developer's own. */
const isLookAlike = (place: string): boolean => place.startsWith('apps/simulator/')

const expressions = findExpressions().filter(({ place }) => !isLookAlike(place))

test('no expression of the source takes exponential time, and none more than quadratic of a bounded text', () => {
  assert.ok(expressions.length > 150, `${expressions.length} were found`)
  const once = Map.groupBy(expressions, ({ pattern, flags }) => `${pattern}/${flags}`)
  const slow: string[] = []
  for (const [first] of once.values()) {
    if (first?.pattern === undefined) continue
    const found = checkSync(first.pattern, first.flags, { timeout: 20_000 })
    if (found.status === 'safe') continue
    assert.equal(found.status, 'vulnerable', `not understood: ${first.place} ${first.source}`)
    const isQuadratic = found.complexity?.type === 'polynomial' && found.complexity.degree <= 2
    assert.ok(isQuadratic && first.source in quadratic, `${first.place} ${first.source}: ${found.complexity?.type}`)
    slow.push(first.source)
  }
  assert.deepEqual(slow.toSorted(), Object.keys(quadratic).toSorted(), 'what is allowed is needed')
})

test('no expression is put together from what somebody wrote', () => {
  const unknown = expressions.filter(({ pattern }) => pattern === undefined).map(({ source }) => source)
  assert.deepEqual(unknown, Object.keys(made))
})

test('the checker finds what it is there for', () => {
  const found = checkSync('^(a+)+$', '')
  assert.equal(found.status === 'vulnerable' && found.complexity.type, 'exponential')
})
