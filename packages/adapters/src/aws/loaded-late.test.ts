import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'

const packages = join(import.meta.dirname, '../../../..')
const atOnce = /^import (?!type\b)[^']*from '@aws-sdk\//m

const sources = globSync(['{packages,apps}/*/src/**/*.ts'], { cwd: packages }).filter(
  (path) => !/\.test\.ts$|\/test-[^/]+\.ts$/.test(path),
)

test('a client of AWS is imported where it is first needed, since it costs some 40 MB and a good part of a start', () => {
  assert.ok(sources.length > 500, `${sources.length} sources`)
  const early = sources.filter((path) => atOnce.test(readFileSync(join(packages, path), 'utf8')))
  assert.deepEqual(early, [])
})

test('an early import is found, on one line or on many, and a type is none', () => {
  assert.match("import { S3Client } from '@aws-sdk/client-s3'", atOnce)
  assert.match("import {\n  S3Client,\n} from '@aws-sdk/client-s3'", atOnce)
  assert.doesNotMatch("import type { S3Client } from '@aws-sdk/client-s3'", atOnce)
})
