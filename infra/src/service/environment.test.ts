import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { everywhere } from '../installations.ts'

/** Read by Node, by the AWS SDK and by what stands beside the server in its image. */
const others = new Set(['AUTHORITY', 'AWS_REGION', 'NODE_EXTRA_CA_CERTS'])
const config = readFileSync(new URL('../../../apps/server/src/config.ts', import.meta.url), 'utf8')
const known = new Set([...config.matchAll(/^ {2}([A-Z][A-Z0-9_]+):/gm)].map(([, name]) => name))

test('whatever a task is given, the server reads by that name', () => {
  assert.ok(known.has('DATABASE_URL') && known.has('FILES_URL'), [...known].join(' '))
  const given = new Set(
    everywhere('AWS::ECS::TaskDefinition').flatMap(({ Properties }) =>
      Properties.ContainerDefinitions.flatMap(({ Secrets = [] }: { Secrets?: readonly { Name: string }[] }) =>
        Secrets.map(({ Name }) => Name),
      ),
    ),
  )
  assert.ok(given.has('KEY_FILE'), [...given].join(' '))
  assert.deepEqual(
    [...given].filter((name) => !known.has(name) && !others.has(name)),
    [],
  )
})
