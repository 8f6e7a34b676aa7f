import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { runInNewContext } from 'node:vm'
import { rotationSource } from './cache-rotation.ts'

type Sent = { readonly name: string; readonly input: Record<string, unknown> }
type Handler = (event: { SecretId: string; ClientRequestToken: string; Step: string }) => Promise<void>

/** AWS as far as a rotation sees it: two secrets with their versions, a cache that takes a while, services that may be absent. */
const world = ({ services = true, takes = 1 } = {}) => {
  const sent: Sent[] = []
  const token: Record<string, { value: string; stages: string[] }> = {
    v1: { value: JSON.stringify({ cache: 'rolecall', token: 'first' }), stages: ['AWSCURRENT'] },
    v2: { value: '', stages: ['AWSPENDING'] },
  }
  let url = JSON.stringify({ url: 'rediss://:first@cache.example:6380' })
  let asked = 0
  const named = (name: string) => Object.assign(new Error(name), { name })
  const answers: Record<string, (input: Record<string, unknown>) => unknown> = {
    GetSecretValueCommand: ({ SecretId, VersionStage }) => {
      if (SecretId === 'url') return { SecretString: url }
      const found = Object.values(token).find(
        ({ stages, value }) => stages.includes(String(VersionStage)) && value !== '',
      )
      if (found === undefined) throw named('ResourceNotFoundException')
      return { SecretString: found.value }
    },
    PutSecretValueCommand: ({ SecretId, SecretString, ClientRequestToken }) => {
      if (SecretId === 'url') url = String(SecretString)
      else token[String(ClientRequestToken)] = { value: String(SecretString), stages: ['AWSPENDING'] }
    },
    DescribeSecretCommand: () => ({
      VersionIdsToStages: Object.fromEntries(Object.entries(token).map(([id, { stages }]) => [id, stages])),
    }),
    UpdateSecretVersionStageCommand: ({ MoveToVersionId, RemoveFromVersionId }) => {
      const [to, from] = [token[String(MoveToVersionId)], token[String(RemoveFromVersionId)]]
      if (to === undefined || from === undefined) throw named('InvalidRequestException')
      to.stages = ['AWSCURRENT']
      from.stages = ['AWSPREVIOUS']
    },
    GetRandomPasswordCommand: () => ({ RandomPassword: 'second' }),
    DescribeReplicationGroupsCommand: () => {
      asked += 1
      const rotating = asked < takes
      return {
        ReplicationGroups: [
          {
            Status: rotating ? 'modifying' : 'available',
            PendingModifiedValues: rotating ? { AuthTokenStatus: 'ROTATING' } : {},
          },
        ],
      }
    },
    UpdateServiceCommand: () => {
      if (!services) throw named('ClusterNotFoundException')
    },
  }
  class Client {
    async send({ name, input }: Sent) {
      sent.push({ name, input })
      return answers[name]?.(input)
    }
  }
  const sdk = new Proxy(
    {},
    {
      get: (_target, name: string) =>
        name.endsWith('Client')
          ? Client
          : class {
              name = name
              input: unknown
              constructor(input: unknown) {
                this.input = input
              }
            },
    },
  )
  const exports: { handler?: Handler } = {}
  const env = {
    CLUSTER: 'rolecall',
    SERVICES: 'rolecall-web,rolecall-worker',
    URL_SECRET: 'url',
    CACHE: 'rolecall',
    PAUSE_MS: '1',
  }
  runInNewContext(readFileSync(rotationSource, 'utf8'), {
    exports,
    require: () => sdk,
    process: { env },
    setTimeout,
    URL,
  })
  const step = (Step: string) =>
    exports.handler?.({ SecretId: 'token', ClientRequestToken: 'v2', Step }) ?? Promise.reject(new Error('no handler'))
  return { sent, step, token, url: () => JSON.parse(url).url }
}

const steps = ['createSecret', 'setSecret', 'testSecret', 'finishSecret']

test('a rotation gives the cache a second token, writes the address anew and starts both services again', async () => {
  const { sent, step, token, url } = world({ takes: 3 })
  for (const name of steps) await step(name)
  assert.equal(url(), 'rediss://:second@cache.example:6380')
  assert.deepEqual([token.v2?.stages, token.v1?.stages], [['AWSCURRENT'], ['AWSPREVIOUS']])
  const change = sent.find(({ name }) => name === 'ModifyReplicationGroupCommand')
  assert.deepEqual(
    { ...change?.input },
    { ReplicationGroupId: 'rolecall', AuthToken: 'second', AuthTokenUpdateStrategy: 'ROTATE', ApplyImmediately: true },
  )
  assert.deepEqual(
    sent.filter(({ name }) => name === 'UpdateServiceCommand').map(({ input }) => input.service),
    ['rolecall-web', 'rolecall-worker'],
  )
})

test('each step can be run again: no second token is made, and a finished rotation does nothing', async () => {
  const { sent, step } = world()
  for (const name of [...steps.slice(0, 3), ...steps]) await step(name)
  assert.equal(sent.filter(({ name }) => name === 'GetRandomPasswordCommand').length, 1)
  const before = sent.length
  await step('finishSecret')
  assert.deepEqual(
    sent.slice(before).map(({ name }) => name),
    ['DescribeSecretCommand'],
  )
})

test('before the first deployment there is no service to restart, and the rotation ends all the same', async () => {
  const { step, url } = world({ services: false })
  for (const name of steps) await step(name)
  assert.match(url(), /second/)
})

test('while the cache has not taken the next token the address stays', async () => {
  const { step, url } = world({ takes: 1000 })
  await step('createSecret')
  await step('setSecret')
  await assert.rejects(step('testSecret'), /did not take the next token/)
  assert.match(url(), /first/)
})

test('the program fits into a template', () => {
  assert.ok(readFileSync(rotationSource, 'utf8').length <= 4096)
})
