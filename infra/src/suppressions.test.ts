import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Validations } from 'aws-cdk-lib'
import { Bucket } from 'aws-cdk-lib/aws-s3'
import { AwsSolutionsChecks } from 'cdk-nag'
import { createInstallation } from './app.ts'
import { parseDeployment } from './deployment.ts'
import { acknowledge, suppressions } from './suppressions.ts'
import { example } from './synthesise.ts'

const installation = (changes: Record<string, unknown>) => {
  const { app, data } = createInstallation(parseDeployment({ ...example, ...changes }))
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app))
  return { app, data }
}

/** What is found is told on standard error; the throw is what counts. */
const quietly = (work: () => void): void => {
  const { write } = process.stderr
  process.stderr.write = () => true
  try {
    work()
  } finally {
    process.stderr.write = write
  }
}

for (const changes of [
  { size: 'pilot', mongo: { kind: 'nodes' } },
  { size: 'city', mongo: { kind: 'url' } },
  { size: 'country', mongo: { kind: 'nodes' }, name: 'jobs-ke', github: { repository: 'a/b', provider: 'existing' } },
])
  test(`${changes.size} with ${changes.mongo.kind}: the rules of AWS Solutions find nothing but what is kept on purpose`, () => {
    const { app } = installation(changes)
    acknowledge(app)
    assert.doesNotThrow(() => app.synth())
  })

test('a bucket that nobody thought of is still found', () => {
  const { app, data } = installation({})
  new Bucket(data, 'Forgotten')
  acknowledge(app)
  quietly(() => assert.throws(() => app.synth()))
})

test('without the table there are findings: each of its rows is needed', () => {
  const { app } = installation({})
  const found = new AwsSolutionsChecks(app)
    .validateScope(app)
    .violations.map(({ ruleName }) => ruleName.replace(/\[.*/, ''))
  assert.deepEqual([...new Set(found)].sort(), suppressions.map(({ rule }) => rule).sort())
})

test('five rules are set aside at most, each with its reason', () => {
  assert.ok(suppressions.length <= 5)
  for (const { reason } of suppressions) assert.ok(reason.length > 60)
})
