import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { before, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import { parse } from 'yaml'
import { acceptedBodies, refusedBodies } from '../testing/requests.ts'
import { readMessagesBody } from './message-request.ts'

const beside = '../../../../../shared/data/whatsapp-openapi/business-messaging-api_v23.0.yaml'
const path = process.env.WHATSAPP_OPENAPI ?? fileURLToPath(new URL(beside, import.meta.url))
const skip = existsSync(path) ? false : `Meta's description is not at ${path}`

let describes: ValidateFunction
before(() => {
  if (skip !== false) return
  const description: unknown = parse(readFileSync(path, 'utf8'), opened, { maxAliasCount: -1 })
  const ajv = new Ajv2020({ strict: false, validateFormats: false, logger: false })
  ajv.addSchema(Object(description), 'meta')
  describes = ajv.compile({ $ref: 'meta#/components/schemas/Message' })
})

// The parts of each `allOf` are closed one by one, so that together they refuse everything, examples included.
function opened(key: unknown, value: unknown): unknown {
  if (key === 'discriminator') return undefined
  if (key !== 'allOf' || !Array.isArray(value)) return value
  return value.map((part: object) => {
    const { additionalProperties: _closed, ...open } = { additionalProperties: undefined, ...part }
    return open
  })
}

for (const [title, { body, described }] of Object.entries(acceptedBodies)) {
  if (!described) continue
  test(`Meta's description and the simulator both accept ${title}`, { skip }, () => {
    assert.equal(readMessagesBody(body).what, 'send')
    assert.ok(describes(body), JSON.stringify(describes.errors))
  })
}

const limited = ['four buttons', 'a button title of 21', 'an interactive body of 1025', 'a row title of 25']

for (const title of limited) {
  test(`Meta's description and the simulator both refuse ${title}`, { skip }, () => {
    const body = refusedBodies[title]?.body
    assert.throws(() => readMessagesBody(body))
    assert.equal(describes(body), false)
  })
}
